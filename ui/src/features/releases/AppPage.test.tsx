import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import { AppPage } from "./AppPage";
import { repinned } from "./pins";
import type { AppEnvironment, Deployment } from "./queries";
import { appViewOf, type AppView } from "./view";

const path = "/projects/demo/apps/billing-bot";
const live: Deployment = {
  id: "d2",
  app: "billing-bot",
  environment: "production",
  number: 2,
  kind: "deploy",
  release: 2,
  digest: "sha256:ab",
  replaced: 1,
  previous: 1,
  reason: "refund rules",
  brokeFreeze: false,
  overrode: [],
  at: "2026-11-23T10:00:00Z",
  actor: "ada",
};

function open(view: AppView = {}, answers: Parameters<typeof serve>[0] = {}) {
  const standing: AppEnvironment[] = [
    { name: "production", live, gates: [] },
    { name: "staging", gates: ["suite billing/answers"] },
  ];
  const asked = serve({
    [`GET ${path}/releases`]: () => ({
      items: [2, 1].map((number) => ({
        app: "billing-bot",
        number,
        digest: `sha256:${number}`,
        author: "ada",
        createdAt: "2026-11-23T09:00:00Z",
        labels: [],
      })),
    }),
    [`GET ${path}/environments`]: () => ({ items: standing }),
    [`GET ${path}/environments/production/deployments`]: () => ({ items: [live] }),
    ...answers,
  });
  const onView = vi.fn();
  show(<AppPage project="demo" app="billing-bot" view={view} onView={onView} />);
  return { asked, onView };
}

it("takes an environment back to the release before, with a reason", async () => {
  const { asked } = open(
    {},
    {
      [`POST ${path}/environments/production/rollback`]: () => ({
        outcome: "deployed",
        deployment: live,
        release: 1,
      }),
    },
  );
  await userEvent.click(await screen.findByRole("button", { name: "Roll production back to release 1" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Why"), "wrong refunds");
  await userEvent.click(dialog.getByRole("button", { name: "Roll back" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({
    expected: 2,
    reason: "wrong refunds",
  });
});

it("deploys the newest release unless another is chosen, and breaks a freeze only when told", async () => {
  const { asked } = open(
    {},
    {
      [`POST ${path}/environments/staging/deploy`]: ({ body }) =>
        (body as { breakGlass?: boolean }).breakGlass
          ? { outcome: "deployed", deployment: live, release: 2 }
          : new Refusal(422, { outcome: "frozen", detail: "nothing is deployed until Monday" }),
    },
  );
  await userEvent.click(await screen.findByRole("button", { name: "Deploy to staging" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Why"), "a test");
  await userEvent.click(dialog.getByRole("button", { name: "Deploy" }));
  expect(await dialog.findByText(/nothing is deployed until Monday/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Deploy" })).toBeDisabled();
  await userEvent.click(dialog.getByRole("checkbox", { name: /Break the freeze/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Break the freeze" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
    { release: "2", expected: 0, reason: "a test" },
    { release: "2", expected: 0, reason: "a test", breakGlass: true },
  ]);
});

it("compares releases down to the words of a prompt", async () => {
  open(
    { tab: "compare", from: 1, to: 2 },
    {
      [`GET ${path}/diff`]: () => ({
        parts: [
          { path: "steps.answer.model.name", kind: "changed", before: "small", after: "large" },
          {
            path: "steps.answer.prompt",
            kind: "changed",
            before: { name: "support/answer", version: 1 },
            after: { name: "support/answer", version: 2 },
          },
        ],
      }),
      "GET /projects/demo/artifacts/prompt/support%2Fanswer/diff": () => ({
        changes: [
          {
            path: "/messages/0/content",
            kind: "changed",
            text: [
              { op: "equal", text: "within " },
              { op: "delete", text: "14" },
              { op: "insert", text: "30" },
            ],
          },
        ],
      }),
    },
  );
  expect(await screen.findByText("prompt support/answer: version 1 → 2")).toBeVisible();
  expect((await screen.findByText("30")).tagName).toBe("INS");
  expect(screen.getByText("small").tagName).toBe("DEL");
});

it("keeps only what it knows of a URL, and knows which kind was pinned anew", () => {
  expect(appViewOf({ tab: "party", from: "2", to: "-1", environment: "" })).toEqual({
    tab: undefined,
    environment: undefined,
    release: undefined,
    from: 2,
    to: undefined,
  });
  const pin = {
    before: { name: "x", version: 1 },
    after: { name: "x", version: 2 },
    kind: "changed",
  } as const;
  expect(repinned({ path: "includes.tool.x", ...pin })?.kind).toBe("tool");
  expect(repinned({ path: "steps.answer.guardrailPolicy", ...pin })?.kind).toBe("guardrail-policy");
  expect(
    repinned({ path: "steps.answer.prompt", ...pin, before: { name: "y", version: 1 } }),
  ).toBeUndefined();
});

it("says what a gate objects to, and asks again or breaks the glass", async () => {
  const { asked } = open(
    {},
    {
      [`POST ${path}/environments/staging/deploy`]: ({ body }) =>
        (body as { breakGlass?: boolean }).breakGlass
          ? { outcome: "deployed", deployment: live, release: 2 }
          : new Refusal(422, {
              outcome: "held",
              unmet: [
                "suite billing/answers with billing-bot@2 is running: try again when run 7 is finished",
              ],
              detail: "suite billing/answers with billing-bot@2 is running",
            }),
    },
  );
  expect(await screen.findByText("A release must pass suite billing/answers.")).toBeVisible();
  await userEvent.click(await screen.findByRole("button", { name: "Deploy to staging" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Deploy" }));
  expect(await dialog.findByText(/try again when run 7 is finished/)).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Try again" }));
  await userEvent.type(dialog.getByLabelText("Why"), "an outage");
  await userEvent.click(await dialog.findByRole("checkbox", { name: /Break the glass/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Break the glass" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.filter(({ method }) => method === "POST")).toHaveLength(3);
});

it("requires the gates that are chosen", async () => {
  const gates = `${path}/environments/staging/gates`;
  const { asked } = open(
    {},
    {
      [`GET ${gates}`]: () => ({ gates: ["suite billing/answers"], available: ["suite billing/answers"] }),
      [`PUT ${gates}`]: () => ({ gates: [], available: [] }),
    },
  );
  await userEvent.click(await screen.findByRole("button", { name: "Gates of staging" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findAllByText("suite billing/answers")).not.toHaveLength(0);
  await userEvent.click(dialog.getByRole("button", { name: "Require these" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked.find(({ method }) => method === "PUT")?.body).toEqual({ gates: ["suite billing/answers"] });
});

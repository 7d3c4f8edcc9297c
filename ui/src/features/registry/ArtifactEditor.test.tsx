import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { artifact } from "../../../test/samples";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import { ArtifactEditor } from "./ArtifactEditor";
import type { Draft } from "./drafts";

const path = "/projects/demo/artifacts/prompt/support%2Fanswer";
const draft = (change: Partial<Draft> = {}): Draft => ({
  id: "d1",
  kind: "prompt",
  name: "support/answer",
  createdAt: "2026-11-23T09:00:00Z",
  title: "Draft",
  base: 1,
  revision: 1,
  createdBy: "ada",
  updatedAt: "2026-11-23T10:00:00Z",
  updatedBy: "ada",
  ...change,
});

function open(answers: Parameters<typeof serve>[0] = {}, latest = 1) {
  const asked = serve({
    [`GET ${path}/versions/1`]: () => ({ number: 1, content: { text: "one" } }),
    [`GET ${path}/drafts`]: () => ({ items: [] }),
    [`POST ${path}/drafts`]: ({ body }) => draft({ ...(body as Partial<Draft>) }),
    [`PUT ${path}/drafts/d1`]: ({ body }) => ({
      outcome: "saved",
      draft: draft({ ...(body as Partial<Draft>) }),
    }),
    [`DELETE ${path}/drafts/d1`]: () => undefined,
    ...answers,
  });
  show(
    <ArtifactEditor
      project="demo"
      artifact={artifact({ latest })}
      me="ada"
      starter={{ text: "" }}
      onCompare={vi.fn()}
      form={(content, onChange) => (
        <textarea
          aria-label="Text"
          value={(content as { text: string }).text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      )}
    />,
  );
  return asked;
}

it("keeps a draft by itself, and makes a version of it with a message", async () => {
  const asked = open({
    [`POST ${path}/versions`]: ({ body }) => ({
      outcome: "saved",
      version: { number: 2, ...(body as object) },
    }),
  });
  await userEvent.type(await screen.findByLabelText("Text"), "!");
  expect(await screen.findByText(/^Draft saved/)).toBeVisible();
  expect(asked.find(({ method }) => method === "POST")?.body).toEqual({ base: 1, content: { text: "one!" } });

  await userEvent.click(screen.getByRole("button", { name: "Save a version" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("What changed, and why"), "louder");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Nothing changed, from version 2")).toBeVisible();
  expect(asked.find(({ path: at }) => at.endsWith("/versions"))?.body).toEqual({
    content: { text: "one!" },
    message: "louder",
    expectedLatest: 1,
    parent: 1,
  });
  await vi.waitFor(() => expect(asked.some(({ method }) => method === "DELETE")).toBe(true));
});

it("goes on with the draft that was left", async () => {
  open({
    [`GET ${path}/drafts`]: () => ({ items: [draft({ id: "d0", createdBy: "grace" }), draft()] }),
    [`GET ${path}/drafts/d1`]: () => draft({ content: { text: "half done" } }),
  });
  expect(await screen.findByLabelText("Text")).toHaveValue("half done");
});

it("says who was first, and merges what they changed", async () => {
  open({
    [`POST ${path}/versions`]: () =>
      new Refusal(409, {
        outcome: "stale",
        stale: { expected: 1, latest: 2, latestAuthor: "grace" },
        detail: "version 2 was saved by grace after version 1",
      }),
    [`POST ${path}/drafts/d1/merge`]: () => ({
      outcome: "conflicts",
      base: 2,
      content: { text: "mine" },
      conflicts: [{ path: "/text", base: "one", mine: "mine", theirs: "theirs" }],
    }),
  });
  await userEvent.type(await screen.findByLabelText("Text"), "!");
  await userEvent.click(screen.getByRole("button", { name: "Save a version" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText(/version 2 was saved by grace/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Save mine as version 3" })).toBeVisible();
  await userEvent.click(dialog.getByRole("button", { name: "Merge first" }));

  await userEvent.click(await screen.findByRole("radio", { name: "theirs" }));
  await userEvent.click(screen.getByRole("button", { name: "Use these" }));
  expect(screen.getByLabelText("Text")).toHaveValue("theirs");
  expect(screen.getByText(/from version 2/)).toBeVisible();
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve, type Asked } from "../../../test/server";
import type { LabelMove } from "../../api/artifacts";
import { MoveLabel } from "./MoveLabel";

const onClose = vi.fn();
const onRequest = vi.fn();

beforeEach(() => vi.clearAllMocks());

function open(answer: (asked: Asked) => LabelMove | Refusal): Asked[] {
  const asked = serve({
    "PUT /projects/demo/artifacts/prompt/answer/labels/production": answer,
    "POST /projects/demo/label-requests": () => ({ id: "r1" }),
  });
  show(
    <MoveLabel
      project="demo"
      kind="prompt"
      name="answer"
      labels={{ production: 2 }}
      version={3}
      label="production"
      onClose={onClose}
      onRequest={onRequest}
    />,
  );
  return asked;
}

const held = {
  outcome: "held",
  label: "production",
  unmet: ["1 approval"],
  detail: "production is protected: 1 approval",
};

it("moves a label from where it was seen, with a reason", async () => {
  const asked = open(() => ({ outcome: "moved", label: "production", from: 2, to: 3 }));
  expect(screen.getByText("It points at version 2 now.")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Reason"), "shorter answers");
  await userEvent.click(screen.getByRole("button", { name: "Move" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked[0]?.body).toEqual({ version: 3, expected: 2, reason: "shorter answers" });
});

it("says in words that somebody was first", async () => {
  open(
    () =>
      new Refusal(409, {
        outcome: "stale",
        label: "production",
        detail: "production points at version 4 since grace moved it, not at 2: look again, then move it",
      }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Move" }));
  expect(await screen.findByText(/since grace moved it/)).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
});

it("asks for the move of a protected label", async () => {
  const asked = open(() => new Refusal(422, held));
  await userEvent.click(screen.getByRole("button", { name: "Move" }));
  await userEvent.click(await screen.findByRole("button", { name: "Request the move" }));
  await vi.waitFor(() => expect(onRequest).toHaveBeenCalledWith("r1"));
  expect(asked[1]?.body).toEqual({ kind: "prompt", name: "answer", label: "production", version: 3 });
});

it("breaks the glass only with a reason", async () => {
  const asked = open(({ body }) =>
    (body as { breakGlass?: boolean }).breakGlass
      ? { outcome: "moved", label: "production", from: 2, to: 3 }
      : new Refusal(422, held),
  );
  await userEvent.click(screen.getByRole("button", { name: "Move" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: /Break the glass/ }));
  expect(screen.getByLabelText("Reason")).toBeRequired();
  await userEvent.type(screen.getByLabelText("Reason"), "customers get wrong refunds");
  await userEvent.click(screen.getByRole("button", { name: "Break the glass" }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked[1]?.body).toMatchObject({ breakGlass: true, reason: "customers get wrong refunds" });
});

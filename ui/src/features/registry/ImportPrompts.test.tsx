import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { ImportPrompts } from "./ImportPrompts";

const tally = { read: 1, created: 1, changed: 0, alreadyThere: 0, skipped: 0, refused: 0 };

function open(dryRun: boolean) {
  const asked = serve({
    "POST /projects/demo/artifact-imports": () => ({
      from: "langfuse",
      dryRun,
      artifacts: tally,
      versions: tally,
      labels: { ...tally, created: 0, refused: 1 },
      fieldsKept: 0,
      fieldsLeftOut: 1,
      items: [
        {
          kind: "prompt",
          name: "greeting",
          outcome: "created",
          versions: [{ reference: "4", outcome: "created", version: 1, kept: [], leftOut: ["/surprise"] }],
          labels: [{ label: "production", reference: "4", outcome: "refused", reason: "it is protected" }],
        },
      ],
      unread: [],
    }),
  });
  show(<ImportPrompts project="demo" onClose={vi.fn()} />);
  return asked;
}

async function choose(text: string) {
  await userEvent.click(await screen.findByRole("combobox", { name: "From" }));
  await userEvent.click(await screen.findByRole("option", { name: "Langfuse" }));
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("no field for a file");
  await userEvent.upload(input, new File([text], "export.json", { type: "application/json" }));
}

it("says what would come of a file before it is taken in", async () => {
  const asked = open(true);
  expect(await screen.findByRole("button", { name: "Try" })).toBeDisabled();
  await choose('{"name":"greeting","version":4}\n{"name":"greeting","version":5}\n');
  await userEvent.click(screen.getByRole("button", { name: "Try" }));
  expect(await screen.findByText(/Nothing was saved yet/)).toBeVisible();
  expect(screen.getByText("1 labels = 1 refused")).toBeVisible();
  expect(screen.getByText("4: left out /surprise")).toBeVisible();
  expect(screen.getByText("production: refused, it is protected")).toBeVisible();
  expect(asked.at(-1)?.body).toEqual({
    from: "langfuse",
    items: [
      { name: "greeting", version: 4 },
      { name: "greeting", version: 5 },
    ],
    dryRun: true,
    moveLabels: false,
    skipRefused: false,
  });
});

it("takes a file in, and says of one that is not JSON where", async () => {
  const asked = open(false);
  await choose('{"name":1}\nhello\n');
  await userEvent.click(await screen.findByRole("button", { name: "Import" }));
  expect(await screen.findByText(/nor is its line 2/)).toBeVisible();
  expect(asked).toEqual([]);
  await choose("[]");
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(await screen.findByText("1 prompts = 1 created")).toBeVisible();
});

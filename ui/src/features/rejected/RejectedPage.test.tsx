import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { RejectedPage } from "./RejectedPage";

const record = {
  id: "r1",
  rejectedAt: "2026-11-23T10:00:00Z",
  source: "otlp-traces",
  reason: "it has no span id",
  format: "json",
  bytes: 1234,
  whole: true,
};

describe("the page of rejected records", () => {
  it("shows why and what, and sends it again after asking", async () => {
    let items = [record];
    const asked = serve({
      "GET /projects/demo/rejected": () => ({ items }),
      "GET /projects/demo/rejected/r1": () => ({ item: record, text: '{"name":"chat"}', payload: "e30=" }),
      "POST /projects/demo/rejected/r1/replay": () => {
        items = [];
        return { stored: 1, rejected: 0, reasons: [] };
      },
    });
    show(<RejectedPage project="demo" />);

    expect(await screen.findByText("it has no span id")).toBeVisible();
    expect(screen.getByText("1,234")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Payload" }));
    expect(await screen.findByLabelText("the payload")).toHaveTextContent('"name": "chat"');
    await userEvent.keyboard("{Escape}");

    await userEvent.click(screen.getByRole("button", { name: "Replay" }));
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Replay" }));
    expect(await screen.findByText("Nothing was rejected")).toBeVisible();
  });

  it("discards everything after asking", async () => {
    let items = [record, { ...record, id: "r2", whole: false }];
    serve({
      "GET /projects/demo/rejected": () => ({ items }),
      "DELETE /projects/demo/rejected": () => {
        items = [];
        return { discarded: 2 };
      },
    });
    show(<RejectedPage project="demo" />);

    const replays = await screen.findAllByRole("button", { name: "Replay" });
    expect(replays[1]).toBeDisabled();
    await userEvent.click(screen.getByRole("button", { name: "Discard all" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Discard" }));
    expect(await screen.findByText("Nothing was rejected")).toBeVisible();
  });
});

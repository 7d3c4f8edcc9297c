import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { Run, RunItem } from "../../api/types";
import { percent } from "../../components/format";
import { RunPage } from "./RunPage";
import { RunsPage } from "./RunsPage";

const run: Run = {
  id: "0190-r1",
  name: "nightly",
  suite: "billing/answers",
  suiteVersion: 3,
  state: "running",
  pins: { target: "billing/answer@2", dataset: "faq", datasetVersion: 4, evaluators: {} },
  content: {},
  items: 4,
  counts: { pending: 1, done: 2, failed: 1, pass: 1, fail: 1, error: 1, costUsd: 0.02, tokens: 90 },
  passShare: 0.5,
  remainingMs: 2000,
  remainingUsd: 0.01,
  createdAt: "2026-11-24T10:00:00Z",
  createdBy: "ada",
};

const item = (caseId: string, verdict: "PASS" | "FAIL", output: string): RunItem => ({
  verdict: verdict === "PASS" ? "pass" : "fail",
  item: {
    caseId,
    repetition: 1,
    state: "DONE",
    tags: ["refunds"],
    weight: 1,
    mustPass: false,
    output,
    latencyMs: 120,
    traceId: "0123456789abcdef",
    scores: [
      {
        evaluator: "polite",
        verdict,
        score: verdict === "PASS" ? 1 : 0,
        weight: 1,
        reason: `it ${verdict === "PASS" ? "says" : "lacks"} please`,
        evidence: [],
      },
    ],
  },
});

describe("the pages of runs", () => {
  it("lists runs with how far they are and what passes of how many", async () => {
    serve({ "GET /projects/demo/runs": () => ({ items: [run] }) });
    const onOpen = vi.fn();

    show(
      <RunsPage project="demo" search={{}} onSearch={() => undefined} hrefOf={(id) => id} onOpen={onOpen} />,
    );

    const row = within(await screen.findByRole("row", { name: /nightly/ }));
    expect(row.getByText(`running, ${percent(0.75)}`)).toBeVisible();
    expect(row.getByText(percent(0.5))).toBeVisible();
    expect(row.getByText("billing/answer@2")).toBeVisible();
    await userEvent.click(row.getByText("nightly"));
    expect(onOpen).toHaveBeenCalledWith("0190-r1");
  });

  it("shows what every evaluator said of a case, and cancels", async () => {
    const asked = serve({
      "GET /projects/demo/runs/0190-r1": () => run,
      "GET /projects/demo/runs/0190-r1/items": () => ({
        items: [item("late", "FAIL", "No."), item("paid", "PASS", "Yes, please.")],
      }),
      "POST /projects/demo/runs/0190-r1/cancel": () => ({ ...run, state: "cancelled" }),
    });
    show(
      <RunPage
        project="demo"
        id="0190-r1"
        search={{}}
        onSearch={() => undefined}
        traceLink={(traceId) => <span>trace {traceId}</span>}
      />,
    );

    expect(await screen.findByText(`${percent(0.5)} (1 of 2)`)).toBeVisible();
    await userEvent.click(await screen.findByRole("button", { name: "late" }));
    expect(screen.getByText("it lacks please")).toBeVisible();
    expect(screen.getByText("trace 0123456789abcdef")).toBeVisible();

    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(await screen.findByRole("button", { name: "Resume" })).toBeVisible();
    expect(asked.some(({ method, path }) => method === "POST" && path.endsWith("/cancel"))).toBe(true);
  });
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../../test/render";
import { span } from "../../../../test/samples";
import { serve } from "../../../../test/server";
import { ContentTab } from "./ContentTab";

describe("a span's content", () => {
  it("shows messages with their roles, tool calls and results", () => {
    const input = [
      { role: "user", parts: [{ type: "text", text: "Why **twice**?" }] },
      {
        role: "assistant",
        parts: [{ type: "tool_call", id: "call_1", name: "find_invoices", arguments: { month: "10" } }],
      },
      {
        role: "tool",
        parts: [{ type: "tool_result", id: "call_1", name: "find_invoices", result: '{"found": 2}' }],
      },
    ];
    show(<ContentTab project="demo" span={span({ input, output: [] })} loading={false} />);
    expect(screen.getByRole("article", { name: "user message" })).toHaveTextContent("Why twice?");
    expect(screen.getByRole("article", { name: "assistant message" })).toHaveTextContent(
      "calls find_invoices",
    );
    expect(screen.getByRole("article", { name: "tool message" })).toHaveTextContent("found: 2");
  });

  it("shows the text as it was sent on request", async () => {
    const input = [{ role: "user", parts: [{ type: "text", text: "Why **twice**?" }] }];
    show(<ContentTab project="demo" span={span({ input })} loading={false} />);
    await userEvent.click(screen.getByText("Plain"));
    expect(screen.getByText("Why **twice**?")).toBeVisible();
  });

  it("shows any other input as a tree", () => {
    show(
      <ContentTab
        project="demo"
        span={span({ kind: "tool", input: { customer: "C-1042" }, output: "done" })}
        loading={false}
      />,
    );
    expect(screen.getByText("C-1042")).toBeVisible();
    expect(screen.getByText("done")).toBeVisible();
  });

  it("says why a failed call has no output", () => {
    const failed = span({
      status: "error",
      errorKind: "timeout",
      errorMessage: "No first byte within 60 s.",
    });
    show(<ContentTab project="demo" span={failed} loading={false} />);
    expect(screen.getByRole("alert")).toHaveTextContent("timeoutNo first byte within 60 s.");
  });

  it("does not break on a part it has never seen", () => {
    const input = [{ role: "user", parts: [{ type: "hologram", depth: 3 }] }];
    show(<ContentTab project="demo" span={span({ input })} loading={false} />);
    expect(screen.getByText("hologram")).toBeVisible();
  });

  it("says why content is not there any more", async () => {
    serve({
      "GET /projects/demo/retention": () => ({
        version: 1,
        contentBefore: "2026-11-01T00:00:00Z",
        contentBeforeDays: 30,
      }),
    });
    const gone = { contentRemoved: true, input: undefined, output: undefined };
    const { unmount } = show(
      <ContentTab
        project="demo"
        span={span({ ...gone, startedAt: "2026-10-01T00:00:00Z" })}
        loading={false}
      />,
    );
    expect(await screen.findByText(/removed after 30 days \(retention\)/)).toBeVisible();
    unmount();
    show(
      <ContentTab
        project="demo"
        span={span({ ...gone, startedAt: "2026-11-02T00:00:00Z" })}
        loading={false}
      />,
    );
    expect(await screen.findByText(/share of those \(sampling\)/)).toBeVisible();
  });
});

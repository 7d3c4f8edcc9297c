import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../../test/render";
import { traceRow } from "../../../../test/samples";
import { serve } from "../../../../test/server";
import type { TraceRow } from "../../../api/types";
import type { TraceSearch } from "../search";
import { TracesPage } from "./TracesPage";

const nothing = { models: [], providers: [], tags: [], users: [], environments: [] };

function open(search: TraceSearch, rows: TraceRow[]) {
  const asked = serve({
    "GET /projects/demo/traces": ({ query }) => ({ items: query.has("after") ? [] : rows, matches: {} }),
    "GET /projects/demo/traces/count": () => ({
      count: rows.length,
      failed: 0,
      inputTokens: 1,
      outputTokens: 2,
    }),
    "GET /projects/demo/traces/facets": () => nothing,
  });
  const props = { onSearch: vi.fn(), onClear: vi.fn(), onView: vi.fn(), onOpen: vi.fn() };
  show(
    <TracesPage
      project="demo"
      search={search}
      hrefOf={(id) => `/projects/demo/traces/${id}`}
      getStarted={<p>Send the first call</p>}
      {...props}
    />,
  );
  return { asked, ...props };
}

describe("the traces page", () => {
  it("shows rows with units and says when a cost is unknown", async () => {
    open({}, [
      traceRow({ costUsd: 0.0042 }),
      traceRow({ traceId: "t2", costUsd: undefined, status: "error", errorKind: "timeout" }),
    ]);
    expect(await screen.findByText("$0.0042")).toBeVisible();
    expect(screen.getByText("timeout")).toBeVisible();
    expect(screen.getAllByText("1.23 s")).toHaveLength(2);
    expect(screen.queryByText("$0.00")).toBeNull();
  });

  it("marks the words that were looked for, and goes on while the search has not reached the end", async () => {
    const match = { spanId: "s", place: "input", before: "where is my ", words: "Refund", after: "?" };
    serve({
      "GET /projects/demo/traces": ({ query }) =>
        query.has("cursor")
          ? { items: [traceRow()], matches: { [traceRow().traceId]: match } }
          : { items: [], nextCursor: "c1", searchedBackTo: "2026-11-23T10:00:00Z", matches: {} },
      "GET /projects/demo/traces/count": () => ({ count: 1, failed: 0, inputTokens: 1, outputTokens: 2 }),
      "GET /projects/demo/traces/facets": () => nothing,
    });
    show(
      <TracesPage
        project="demo"
        search={{ q: "refund" }}
        hrefOf={(id) => `/projects/demo/traces/${id}`}
        getStarted={null}
        onSearch={vi.fn()}
        onClear={vi.fn()}
        onView={vi.fn()}
        onOpen={vi.fn()}
      />,
    );
    expect(await screen.findByText("Refund")).toHaveProperty("tagName", "MARK");
    expect(screen.queryByText(/Searched back to/)).toBeNull();
  });

  it("asks the server for what the URL says", async () => {
    const { asked } = open({ model: ["a", "b"], status: "error", minDurationMs: 500 }, [traceRow()]);
    await screen.findByText("chat billing-sim-1");
    const query = asked.find(({ path }) => path.endsWith("/traces"))?.query;
    expect(query?.getAll("model")).toEqual(["a", "b"]);
    expect(query?.get("minDurationMs")).toBe("500");
  });

  it("offers everything that matches as a file", async () => {
    open({ model: ["a"], status: "error", range: "all" }, [traceRow()]);
    await userEvent.click(await screen.findByRole("button", { name: "Export" }));
    expect(await screen.findByRole("menuitem", { name: "Whole traces, JSONL" })).toHaveAttribute(
      "href",
      "/api/v1/projects/demo/export?model=a&status=error",
    );
  });

  it("moves with j and k and opens with Enter", async () => {
    const { onOpen } = open({}, [traceRow(), traceRow({ traceId: "t2" }), traceRow({ traceId: "t3" })]);
    await screen.findAllByText("chat billing-sim-1");
    await userEvent.keyboard("jjjk{Enter}");
    expect(onOpen).toHaveBeenCalledWith("t2", undefined);
  });

  it("offers to clear filters that match nothing", async () => {
    const { onClear } = open({ q: "unicorn" }, []);
    const [clear] = await screen.findAllByRole("button", { name: "Clear filters" });
    if (clear) await userEvent.click(clear);
    expect(onClear).toHaveBeenCalledOnce();
  });

  it("says how to start when the project is empty", async () => {
    open({ range: "all" }, []);
    expect(await screen.findByText("Send the first call")).toBeVisible();
  });
});

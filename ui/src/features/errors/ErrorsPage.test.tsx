import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { ErrorGroup } from "../../api/types";
import { ErrorsPage } from "./ErrorsPage";
import type { ErrorSearch } from "./search";

const group: ErrorGroup = {
  kind: "rate_limited",
  shape: "retry in <n> s",
  message: "retry in 12 s",
  count: 1200,
  traceCount: 40,
  firstSeenAt: new Date().toISOString(),
  lastSeenAt: new Date().toISOString(),
  releases: ["7"],
  models: ["gpt-5", "gpt-5-mini", "claude-sonnet-5"],
  examples: [{ traceId: "t1", spanId: "s1", name: "chat", startedAt: "2026-11-23T10:00:00Z" }],
};

function open(search: ErrorSearch, groups: ErrorGroup[]) {
  const asked = serve({ "GET /projects/demo/errors": () => ({ items: groups }) });
  const props = { onSearch: vi.fn(), onOpen: vi.fn(), onTraces: vi.fn() };
  show(
    <ErrorsPage
      project="demo"
      search={search}
      hrefOf={(trace, span) => `/t/${trace}?span=${span}`}
      {...props}
    />,
  );
  return { asked, ...props };
}

describe("the errors page", () => {
  it("counts failures of one shape together and marks what was never seen before", async () => {
    open({}, [group]);
    expect(await screen.findByText("1,200")).toBeVisible();
    expect(screen.getByText("retry in <n> s")).toBeVisible();
    expect(screen.getByText("new")).toBeVisible();
    expect(screen.getByText("gpt-5, gpt-5-mini +1")).toBeVisible();
  });

  it("orders on the server and opens a group by its message", async () => {
    const { asked, onSearch } = open({ sort: "-traceCount" }, [group]);
    await userEvent.click(await screen.findByRole("button", { name: /Last seen/ }));
    expect(onSearch).toHaveBeenCalledWith({ sort: "-lastSeenAt" });
    await userEvent.click(screen.getByRole("button", { name: "retry in <n> s" }));
    expect(onSearch).toHaveBeenLastCalledWith({ open: "rate_limited: retry in <n> s" });
    expect(asked.find(({ path }) => path === "/projects/demo/errors")?.query.get("sort")).toBe("-traceCount");
  });

  it("leads from an open group to its newest examples and to all its traces", async () => {
    const { onTraces } = open({ open: "rate_limited: retry in <n> s" }, [group]);
    expect(await screen.findByRole("link", { name: "chat" })).toHaveAttribute("href", "/t/t1?span=s1");
    expect(screen.getByText("retry in 12 s")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "All 40 traces" }));
    expect(onTraces).toHaveBeenCalledOnce();
  });

  it("says so when nothing failed", async () => {
    open({}, []);
    expect(await screen.findByText("Nothing failed here")).toBeVisible();
  });
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { rollup, traceRow } from "../../../test/samples";
import { serve } from "../../../test/server";
import { RollupsPage } from "./RollupsPage";
import { SessionPage } from "./SessionPage";

describe("a session", () => {
  beforeAll(() => {
    Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get: () => 100 });
  });

  it("is a chat that reads only the page of traces that is on screen", async () => {
    const asked = serve({
      "GET /projects/demo/sessions/s1": () => rollup({ id: "s1", traceCount: 20_000 }),
      "GET /projects/demo/sessions/s1/traces": ({ query }) => ({
        items: Array.from({ length: 100 }, (_, index) =>
          traceRow({
            traceId: `t${index}`,
            inputPreview: `question ${Number(query.get("offset")) + index}`,
            outputPreview: index === 0 ? "x".repeat(240) : "answer",
          }),
        ),
      }),
    });
    show(
      <SessionPage
        project="demo"
        session="s1"
        hrefOf={(id) => `/t/${id}`}
        onOpen={vi.fn()}
        onTraces={vi.fn()}
        wholeOf={(id) => <p>whole {id}</p>}
      />,
    );
    expect(await screen.findByText("question 0")).toBeVisible();
    expect(screen.getByText("20,000")).toBeVisible();
    expect(screen.queryByText("question 99")).toBeNull();
    expect(asked.filter(({ path }) => path.endsWith("/traces"))).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "show in full" }));
    expect(screen.getByText("whole t0")).toBeVisible();
  });
});

describe("the list of sessions", () => {
  it("shows what traces add up to and asks the server for another order", async () => {
    serve({
      "GET /projects/demo/sessions": () => ({
        items: [rollup({ id: "s1", costUsd: 0.5, costPartial: true })],
      }),
    });
    const onSearch = vi.fn();
    show(
      <RollupsPage
        project="demo"
        kind="sessions"
        search={{}}
        onSearch={onSearch}
        hrefOf={(id) => `/s/${id}`}
        onOpen={vi.fn()}
      />,
    );
    expect(await screen.findByRole("link", { name: "s1" })).toHaveAttribute("href", "/s/s1");
    expect(screen.getByText(/≥/)).toHaveTextContent("≥ $0.500");
    await userEvent.click(screen.getByRole("button", { name: /Cost/ }));
    expect(onSearch).toHaveBeenCalledWith({ sort: "-costUsd" });
  });
});

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { HomePage } from "./HomePage";
import { scopeOf, whereOf } from "./scope";

vi.mock("./OverviewCharts", () => ({ default: () => null }));

const figures = [10, 2, 0.2, 100, 200, 300, 50, 1.5, 1000, 500];

it("shows the figures of one app beside the period before, and leads from a model to its traces", async () => {
  const asked = serve({
    "GET /projects/demo/traces/count": () => ({ count: 10 }),
    "GET /projects/demo/query": ({ query }) => ({
      startedAt: [],
      totals: (query.get("to") ?? "") > "2026-11-23T11:00:00.000Z" ? figures : [5, ...figures.slice(1)],
      series: query.has("by")
        ? [
            { group: "value", value: "gpt-5", totals: figures, buckets: [] },
            { group: "unknown", totals: figures, buckets: [] },
          ]
        : [],
    }),
  });
  const onTraces = vi.fn();
  show(
    <HomePage
      project="demo"
      title="Demo"
      scope={{ from: "2026-11-23T11:00:00.000Z", to: "2026-11-23T12:00:00.000Z", app: "billing-bot" }}
      onScope={vi.fn()}
      onTraces={onTraces}
      getStarted={null}
      failures={null}
    />,
  );
  const requests = await screen.findByRole("region", { name: "Requests" });
  expect(requests).toHaveTextContent("10");
  expect(requests).toHaveTextContent("+100 % on the period before");
  expect(screen.getByRole("region", { name: "Failure rate" })).toHaveTextContent("20.0 %");

  const table = await screen.findByRole("table", { name: "Side by side" });
  expect(within(table).getByRole("row", { name: /gpt-5/ })).toHaveTextContent("$1.50");
  await userEvent.click(within(table).getByRole("link", { name: "gpt-5" }));

  expect(onTraces).toHaveBeenCalledWith(
    expect.objectContaining({ where: '(app = "billing-bot") and (model = "gpt-5")' }),
  );
  const questions = asked.filter(({ path }) => path === "/projects/demo/query");
  expect(questions.some(({ query }) => query.get("where") === 'app = "billing-bot"')).toBe(true);
});

it("shows what traces were judged to be, and what each model was", async () => {
  serve({
    "GET /projects/demo/traces/count": () => ({ count: 10 }),
    "GET /projects/demo/score-names": () => ({
      items: [
        { name: "helpful", type: "boolean", source: "user", scores: 8 },
        { name: "escalated", type: "boolean", source: "code", scores: 4 },
        { name: "verdict", type: "category", source: "reviewer", scores: 2 },
      ],
    }),
    "GET /projects/demo/query": ({ query }) => {
      const totals = query.getAll("measure").map((measure) => {
        if (measure === 'mean(score["helpful"])') return 0.75;
        if (measure === 'mean(score["escalated"])') return 0.1;
        return measure.startsWith("count(score") ? 8 : 1;
      });
      return {
        startedAt: [],
        totals,
        series: query.has("by") ? [{ group: "value", value: "gpt-5", totals, buckets: [] }] : [],
      };
    },
  });
  show(
    <HomePage
      project="demo"
      title="Demo"
      scope={{}}
      onScope={vi.fn()}
      onTraces={vi.fn()}
      getStarted={null}
      failures={null}
    />,
  );
  expect(await screen.findByRole("region", { name: "helpful, by end users" })).toHaveTextContent(
    "75.0 %of 8 judged",
  );
  expect(screen.getByRole("region", { name: "Escalations" })).toHaveTextContent("10.0 %");
  expect(await screen.findByRole("columnheader", { name: "Escalations" })).toBeVisible();
  expect(screen.getByRole("row", { name: /gpt-5/ })).toHaveTextContent("75.0 %10.0 %");
  expect(screen.queryByText("verdict")).toBeNull();
});

it("keeps only what it knows of a URL, and quotes what it filters by", () => {
  expect(scopeOf({ app: 'a "b"', environment: "", by: "colour", range: "7d" })).toEqual({
    app: 'a "b"',
    environment: undefined,
    by: undefined,
    range: "7d",
  });
  expect(whereOf({ app: 'a "b"' })).toBe('app = "a \\"b\\""');
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { DashboardPage } from "./DashboardPage";
import { DashboardsPage } from "./DashboardsPage";
import type { View } from "./queries";

const view: View = {
  id: "d1",
  kind: "dashboard",
  name: "Costs",
  version: 3,
  createdAt: "2026-11-23T10:00:00Z",
  createdBy: "ada",
  updatedAt: "2026-11-23T10:00:00Z",
  updatedBy: "ada",
  content: { panels: [{ title: "Cost by model", chart: "table", measures: ["sum(costUsd)"], by: "model" }] },
};

it("makes a dashboard with common panels under a name that is free", async () => {
  const made: unknown[] = [];
  serve({
    "GET /projects/demo/views": () => ({ items: [{ ...view, name: "New dashboard" }] }),
    "POST /projects/demo/views": ({ body }) => {
      made.push(body);
      return { ...view, id: "d2" };
    },
  });
  const onOpen = vi.fn();
  show(<DashboardsPage project="demo" hrefOf={(id) => `/${id}`} onOpen={onOpen} />);
  expect(await screen.findByRole("link", { name: "New dashboard" })).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "New dashboard" }));

  await vi.waitFor(() => expect(onOpen).toHaveBeenCalledWith("d2"));
  expect(made).toMatchObject([{ kind: "dashboard", name: "New dashboard (2)" }]);
});

it("shows numbers with units and saves a change with the version it was made from", async () => {
  const saved: unknown[] = [];
  serve({
    "GET /projects/demo/views/d1": () => view,
    "GET /projects/demo/query": () => ({
      startedAt: [],
      totals: [3],
      series: [
        { group: "value", value: "gpt-5", totals: [2.5], buckets: [] },
        { group: "unknown", totals: [null], buckets: [] },
      ],
    }),
    "PUT /projects/demo/views/d1": ({ body }) => {
      saved.push(body);
      return { ...view, version: 4, name: "Money" };
    },
  });
  show(<DashboardPage project="demo" id="d1" time={{}} onTime={vi.fn()} onTraces={vi.fn()} />);
  expect(await screen.findByRole("row", { name: /gpt-5 \$2.50/ })).toBeVisible();
  expect(screen.getByRole("row", { name: "unknown unknown" })).toBeVisible();
  expect(screen.getByRole("row", { name: "all $3.00" })).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Edit" }));
  await userEvent.clear(screen.getByLabelText("Name"));
  await userEvent.type(screen.getByLabelText("Name"), "Money");
  await userEvent.click(screen.getByRole("button", { name: "Remove Cost by model" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByRole("heading", { name: "Money" })).toBeVisible();
  expect(saved).toEqual([{ version: 3, name: "Money", content: { panels: [] } }]);
});

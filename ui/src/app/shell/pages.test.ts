import { expect, it } from "vitest";
import { groupsFor, isAt, paramsOf, type ListedPage } from "./pages";

const labels = (administrator: boolean, project?: string): string[] =>
  groupsFor(administrator, project).flatMap(({ pages }) => pages.map(({ label }) => label));

it("shows members no page of administrators, and pages of a project only inside one", () => {
  expect(labels(true, "demo")).toEqual(expect.arrayContaining(["Traces", "Exports", "People"]));
  expect(labels(false, "demo")).toEqual(expect.arrayContaining(["Traces", "Keys", "Projects"]));
  expect(labels(false, "demo")).not.toEqual(expect.arrayContaining(["People"]));
  expect(labels(true)).toEqual(["Projects", "Providers", "Prices", "People", "Audit"]);
});

it("knows the page that a route lies below", () => {
  const [home, traces] = groupsFor(true, "demo")[0]?.pages as [ListedPage, ListedPage];
  expect(isAt(traces, "/projects/$project/traces/$traceId")).toBe(true);
  expect(isAt(home, "/projects/$project/traces")).toBe(false);
  expect(paramsOf(home, "demo")).toEqual({ project: "demo" });
});

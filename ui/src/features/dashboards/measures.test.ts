import { describe, expect, it } from "vitest";
import { allOf, quoted } from "../../api/query";
import { dashboardOf, starter } from "./dashboard";
import { nameOf, shown } from "./measures";

describe("a measure's value", () => {
  it.each([
    ["count", 12_345, "12.3K"],
    ["failureRate", 0.25, "25.0 %"],
    ["share(costUsd > 1)", 0.5, "50.0 %"],
    ["sum(costUsd)", 1.5, "$1.50"],
    ["p95(durationMs)", 1500, "1.50 s"],
    ["rate", 0.5, "0.50/s"],
    ["mean(inputTokens)", 12.34, "12.3"],
    ["sum(costUsd)", null, "unknown"],
  ])("%s of %s reads %s", (measure, value, text) => {
    expect(shown(measure, value)).toBe(text);
  });
});

it("names a step by its least amount with the unit, and the rest by what it is", () => {
  const series = { group: "value", value: "500.000000000", totals: [], buckets: [] } as const;
  const copy = { ...series, totals: [], buckets: [] };
  expect(nameOf(copy, "durationMs")).toBe("≥ 500 ms");
  expect(nameOf(copy, "inputTokens")).toBe("≥ 500");
  expect(nameOf({ ...copy, value: "gpt-5" }, "model")).toBe("gpt-5");
  expect(nameOf({ ...copy, group: "other", value: undefined }, "model")).toBe("other");
});

it("joins filters so that each holds whole, and quotes what stands in them", () => {
  expect(allOf(undefined, "a = b", " ")).toBe("a = b");
  expect(allOf("a = b or c = d", "e = f")).toBe("(a = b or c = d) and (e = f)");
  expect(quoted('say "hi" \\')).toBe('"say \\"hi\\" \\\\"');
});

it("reads a dashboard from a file, or says why it is none", () => {
  expect(dashboardOf(JSON.stringify({ name: "x", content: starter }))).toEqual({
    name: "x",
    content: starter,
  });
  expect(dashboardOf("{")).toBe("The file is not JSON.");
  expect(dashboardOf('{"name":"x"}')).toMatch(/needs “name” and “content”/);
});

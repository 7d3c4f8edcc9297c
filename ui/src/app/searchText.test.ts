import { describe, expect, it } from "vitest";
import { traceSearchOf } from "../features/traces/search";
import { parseSearch, stringifySearch } from "./searchText";

describe("the URL", () => {
  it("gives back every filter it was given", () => {
    const search = traceSearchOf({
      q: "refund & vat",
      model: ["a", "b"],
      status: "error",
      minDurationMs: 1000,
      from: "2026-11-23T10:00:00.000Z",
      live: true,
    });
    const text = stringifySearch({ ...search });
    expect(text).toContain("model=a&model=b");
    expect(traceSearchOf(parseSearch(text))).toEqual(search);
  });

  it("ignores what it does not understand", () => {
    const search = traceSearchOf(parseSearch("?status=sad&minCostUsd=-1&maxCostUsd=lots&other=1"));
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
  });
});

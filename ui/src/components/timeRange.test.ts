import { describe, expect, it } from "vitest";
import { boundsOf, periodOf, timeRangeOf } from "./timeRange";

const now = Date.parse("2026-11-23T12:00:00.000Z");

describe("a time range", () => {
  it("keeps presets and fixed moments, and drops nonsense", () => {
    expect(timeRangeOf({ range: "7d" })).toEqual({ range: "7d" });
    expect(timeRangeOf({ range: "constructor" })).toEqual({});
    expect(timeRangeOf({ from: "2026-11-01T00:00:00Z", range: "7d" })).toEqual({
      from: "2026-11-01T00:00:00.000Z",
      to: undefined,
    });
    expect(timeRangeOf({ from: "yesterday-ish" })).toEqual({});
  });

  it("moves with the clock when it is a preset", () => {
    expect(boundsOf({ range: "1h" }, now)).toEqual({ from: "2026-11-23T11:00:00.000Z" });
    expect(boundsOf({ range: "all" }, now)).toEqual({});
  });

  it("has two ends when it is compared", () => {
    expect(periodOf({ range: "1h" }, now)).toEqual({ from: now - 3_600_000, to: now });
    expect(periodOf({ to: "2026-11-23T00:00:00.000Z" }, now).to).toBe(now - 12 * 3_600_000);
  });
});

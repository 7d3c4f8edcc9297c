import { describe, expect, it } from "vitest";
import { span } from "../../../../test/samples";
import { extentOf, millisOf, spanTree, visibleLines } from "./spanTree";

const none = new Set<string>();
const child = (spanId: string, parentSpanId?: string) => span({ spanId, parentSpanId });

describe("the span tree", () => {
  it("puts children under their parents, and hides them when closed", () => {
    const tree = spanTree([child("a"), child("b", "a"), child("c", "b"), child("d", "a")]);
    expect(visibleLines(tree, none).map(({ span, depth }) => [span.spanId, depth])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
      ["d", 1],
    ]);
    expect(visibleLines(tree, new Set(["b"])).map(({ span }) => span.spanId)).toEqual(["a", "b", "d"]);
  });

  it("loses no span to a missing parent or to a circle", () => {
    const tree = spanTree([child("a", "gone"), child("b", "c"), child("c", "b"), child("d", "d")]);
    expect(visibleLines(tree, none)).toHaveLength(4);
  });

  it("takes 30,000 spans in one chain", () => {
    const spans = Array.from({ length: 30_000 }, (_, n) => child(`s${n}`, n > 0 ? `s${n - 1}` : undefined));
    expect(visibleLines(spanTree(spans), none)).toHaveLength(30_000);
  });

  it("keeps the microseconds", () => {
    expect(millisOf("2026-11-23T10:00:00.123456Z") % 1).toBeCloseTo(0.456, 3);
    const spans = [
      span({ startedAt: "2026-11-23T10:00:00.000250Z", durationMs: 0.5 }),
      span({ startedAt: "2026-11-23T10:00:00.000500Z", durationMs: 1 }),
    ];
    expect(extentOf(spans).length).toBeCloseTo(1.25, 2);
  });
});

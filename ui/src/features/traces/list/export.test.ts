import { describe, expect, it } from "vitest";
import { traceRow } from "../../../../test/samples";
import { csvOf, jsonLinesOf } from "./export";

describe("export", () => {
  it("quotes what CSV needs quoted, and lets no text run as a formula", () => {
    const [, line] = csvOf([traceRow({ name: 'a "b", c', inputPreview: "=1+1", costUsd: undefined })]).split(
      "\r\n",
    );
    expect(line).toContain('"a ""b"", c"');
    expect(line).toContain("'=1+1");
    expect(line).toContain(",600,80,,,,");
  });

  it("writes one JSON object a line", () => {
    const lines = jsonLinesOf([traceRow(), traceRow({ traceId: "t2" })]).split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { traceId: string }).traceId)).toEqual(["t1", "t2"]);
  });
});

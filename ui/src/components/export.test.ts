import { describe, expect, it } from "vitest";
import { csvOf, jsonLinesOf } from "./export";

interface Row {
  name: string;
  tags: string[];
  costUsd?: number;
  ok: boolean;
}

describe("export", () => {
  it("quotes what CSV needs quoted, and lets no text run as a formula", () => {
    const rows: Row[] = [
      { name: 'a "b", c', tags: ["x", "y"], ok: true },
      { name: "=1+1", tags: [], costUsd: 0.5, ok: false },
    ];
    expect(csvOf(["name", "tags", "costUsd", "ok"], rows).split("\r\n")).toEqual([
      "name,tags,costUsd,ok",
      '"a ""b"", c",x y,,true',
      "'=1+1,,0.5,false",
    ]);
  });

  it("writes one JSON object a line", () => {
    const lines = jsonLinesOf([{ id: "t1" }, { id: "t2" }]).split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(["t1", "t2"]);
  });
});

import { describe, expect, it } from "vitest";
import { patternOf, rangesOf, standsIn } from "./found";

const marked = (html: string, ...words: string[]): string[] => {
  const frame = document.createElement("div");
  frame.innerHTML = html;
  const found = patternOf(words);
  return found ? rangesOf(frame, found).map(String) : [];
};

describe("found words", () => {
  it("stand where a word begins with the first of them, in any case", () => {
    expect(marked("Refunds are nonrefundable; a REFUND is not", "refund")).toEqual(["Refund", "REFUND"]);
    expect(marked("Refunds are nonrefundable", "*fund")).toEqual(["fund", "fund"]);
  });

  it("run through emphasis and line ends, and not into the next block", () => {
    expect(marked("<p>where is <b>my</b>\n refund</p><p>or</p>", "is my refund")).toEqual(["is my\n refund"]);
    expect(marked("<p>my</p><p>refund</p>", "my refund")).toEqual([]);
  });

  it("are no pattern", () => {
    expect(marked("a.c abc $5 (net)", "a.c", "$5 (net)")).toEqual(["a.c", "$5 (net)"]);
    expect(patternOf(["", "*", " "])).toBeUndefined();
  });

  it("can be looked for behind what is shown already", () => {
    const found = patternOf(["refund"]);
    expect([standsIn("a refund", found), standsIn("a refund", found, 4), standsIn("x", undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

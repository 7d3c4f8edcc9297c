import { describe, expect, it } from "vitest";
import { inputOf, read, readJson, written } from "./written";

describe("values as people write them", () => {
  it("come back as they were, whatever they are", () => {
    const values = [
      "plain words",
      "42",
      "true",
      '{"a": 1',
      "[draft] hello",
      " padded ",
      "",
      42,
      true,
      null,
      { a: [1] },
      [1],
    ];
    for (const value of values) expect(read(written(value))).toEqual({ value });
  });

  it("are absent when nothing is written, and say when they only look like JSON", () => {
    expect(read(" ")).toEqual({});
    expect(read("{oops").problem).toMatch(/^No JSON/);
    expect(readJson("words").problem).toMatch(/^No JSON/);
  });

  it("are told in a line: variables by name, else what was said last", () => {
    expect(inputOf({ variables: { question: "Where\nis it?", n: 2 } })).toBe("question: Where is it? · n: 2");
    expect(
      inputOf({
        messages: [
          { role: "user", content: "Hi" },
          { role: "user", content: "Refund" },
        ],
      }),
    ).toBe("Refund");
  });
});

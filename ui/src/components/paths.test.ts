import { expect, it } from "vitest";
import { placeOf, segmentsOf, withValueAt } from "./paths";

const content = { messages: [{ role: "system", content: "a" }, { role: "user" }], variables: { "a/b": 1 } };

it("puts another value in one place and leaves the rest", () => {
  expect(withValueAt(content, "/messages/0/content", "b")).toEqual({
    ...content,
    messages: [{ role: "system", content: "b" }, { role: "user" }],
  });
  expect(withValueAt(content, "/variables/a~1b", 2)).toEqual({ ...content, variables: { "a/b": 2 } });
  expect(withValueAt(content, "/model/name", "x")).toEqual({ ...content, model: { name: "x" } });
  expect(withValueAt(content, "", "all")).toBe("all");
  expect(content.messages[0]?.content).toBe("a");
});

it("takes a place away", () => {
  expect(withValueAt(content, "/messages/0", undefined)).toEqual({
    ...content,
    messages: [{ role: "user" }],
  });
  expect(withValueAt(content, "/variables", undefined)).toEqual({ messages: content.messages });
});

it("reads pointers", () => {
  expect(segmentsOf("/a~1b/2/c~0d")).toEqual(["a/b", "2", "c~d"]);
  expect([placeOf("/messages/0"), placeOf("")]).toEqual(["messages › 0", "everything"]);
});

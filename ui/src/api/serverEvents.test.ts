import { expect, it } from "vitest";
import { eventReader } from "./serverEvents";

it("puts events together from pieces that are cut anywhere", () => {
  const text = 'event: delta\ndata: {"text":"a: b"}\n\n: still there\n\ndata: [1,\ndata: 2]\n\nevent: done\n';
  const read = eventReader();
  const events = Array.from(text).flatMap((letter) => read(letter));
  expect(events).toEqual([
    { name: "delta", data: { text: "a: b" } },
    { name: "message", data: [1, 2] },
  ]);
});

/** One event of a stream. */
export interface ServerEvent {
  name: string;
  data: unknown;
}

/** Reads server-sent events with JSON data, piece by piece as they arrive. */
export function eventReader(): (piece: string) => ServerEvent[] {
  let begun = "";
  return (piece) => {
    const blocks = (begun + piece).split("\n\n");
    begun = blocks.pop() ?? "";
    return blocks.flatMap(eventIn);
  };
}

function eventIn(block: string): ServerEvent[] {
  const fields = block.split("\n").map((line) => {
    const colon = line.indexOf(":");
    return { field: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, "") };
  });
  const data = fields.filter(({ field }) => field === "data").map(({ value }) => value);
  if (data.length === 0) return [];
  const name = fields.findLast(({ field }) => field === "event")?.value ?? "message";
  return [{ name, data: JSON.parse(data.join("\n")) as unknown }];
}

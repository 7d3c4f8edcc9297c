/** The content with another value at a JSON Pointer, as `/messages/2/content`; undefined takes it away. */
export const withValueAt = (content: unknown, pointer: string, value: unknown): unknown =>
  put(structuredClone(content), segmentsOf(pointer), value);

/** The names that a JSON Pointer leads through; an index is a name too. */
export const segmentsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A pointer as people read it. */
export const placeOf = (pointer: string): string => segmentsOf(pointer).join(" › ") || "everything";

function put(content: unknown, [first, ...rest]: string[], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(content)) {
    const list = content as unknown[];
    const index = Number(first);
    if (rest.length === 0 && value === undefined) return list.toSpliced(index, 1);
    const next = [...list];
    next[index] = put(list[index], rest, value);
    return next;
  }
  const fields = (content ?? {}) as Record<string, unknown>;
  const next = put(fields[first], rest, value);
  if (next === undefined)
    return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== first));
  return { ...fields, [first]: next };
}

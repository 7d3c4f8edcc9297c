/** A value as people write it: text as it is, anything else as JSON. */
export function written(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  return isJson(value) || value !== value.trim() || value === "" ? JSON.stringify(value) : value;
}

export interface Read {
  value?: unknown;
  problem?: string;
}

/** What {@link written} wrote; nothing is absent, and what looks like JSON has to be some. */
export function read(text: string): Read {
  const trimmed = text.trim();
  if (trimmed === "") return {};
  return isJson(trimmed) ? readJson(trimmed) : { value: trimmed };
}

export function readJson(text: string): Read {
  if (text.trim() === "") return {};
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof Error ? `No JSON: ${error.message}` : "This is no JSON." };
  }
}

const isJson = (text: string): boolean =>
  /^\s*(["{[]|(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?)\s*$)/.test(text);

/** The beginning of what goes into a case, in a line. */
export function inputOf({ variables, messages }: { variables?: unknown; messages?: unknown }): string {
  const values = Object.entries((variables ?? {}) as Record<string, unknown>);
  if (values.length > 0) return values.map(([name, value]) => `${name}: ${inLine(value)}`).join(" · ");
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return last === undefined ? "" : inLine((last as { content?: unknown }).content ?? last);
}

export const inLine = (value: unknown): string =>
  value === undefined
    ? ""
    : (typeof value === "string" ? value : JSON.stringify(value)).replace(/\s+/g, " ").slice(0, 300);

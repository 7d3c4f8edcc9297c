import type { VariableType } from "./content";

/** What was typed as a value of the type; what is no such value stays a text, and the server says so. */
export function typedValue(text: string, type: VariableType): unknown {
  if (text === "") return undefined;
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const writtenValue = (value: unknown): string =>
  value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);

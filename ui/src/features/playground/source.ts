/** What a playground begins with; it is in the URL. */
export interface PlaygroundSource {
  prompt?: string;
  version?: number;
  trace?: string;
  span?: string;
}

export function playgroundSourceOf(search: Record<string, unknown>): PlaygroundSource {
  const version = Number(search.version);
  return {
    prompt: text(search.prompt),
    version: Number.isInteger(version) && version > 0 ? version : undefined,
    trace: text(search.trace),
    span: text(search.span),
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Tells one beginning from another; empty without any. */
export const sourceWords = ({ prompt, version, trace, span }: PlaygroundSource): string =>
  [prompt, version, trace, span].filter((one) => one !== undefined).join(" ");

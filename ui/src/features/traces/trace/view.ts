export const tabs = ["content", "details", "attributes", "raw"] as const;

export type Tab = (typeof tabs)[number];

/** What of a trace is on screen; kept in the URL. */
export interface TraceView {
  span?: string;
  tab?: Tab;
  /** Words that were looked for. */
  find?: string[];
}

export function traceViewOf(search: Record<string, unknown>): TraceView {
  return {
    span: typeof search.span === "string" && search.span !== "" ? search.span : undefined,
    tab: tabs.find((tab) => tab === search.tab),
    find: wordsOf(search.find),
  };
}

function wordsOf(value: unknown): string[] | undefined {
  const words = [value].flat().filter((one): one is string => typeof one === "string" && one.trim() !== "");
  return words.length > 0 ? words : undefined;
}

export const tabs = ["content", "details", "attributes", "raw"] as const;

export type Tab = (typeof tabs)[number];

/** What of a trace is on screen; kept in the URL. */
export interface TraceView {
  span?: string;
  tab?: Tab;
}

export function traceViewOf(search: Record<string, unknown>): TraceView {
  return {
    span: typeof search.span === "string" && search.span !== "" ? search.span : undefined,
    tab: tabs.find((tab) => tab === search.tab),
  };
}

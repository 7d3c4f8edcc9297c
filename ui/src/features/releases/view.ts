export const tabs = ["environments", "releases", "compare", "new"] as const;
export type Tab = (typeof tabs)[number];

/** What of an app is on screen; all of it is in the URL. */
export interface AppView {
  tab?: Tab;
  environment?: string;
  release?: number;
  from?: number;
  to?: number;
}

export const appViewOf = (search: Record<string, unknown>): AppView => ({
  tab: tabs.find((tab) => tab === search.tab),
  environment:
    typeof search.environment === "string" && search.environment !== "" ? search.environment : undefined,
  release: number(search.release),
  from: number(search.from),
  to: number(search.to),
});

function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" ? Number(value) : value;
  return typeof parsed === "number" && Number.isInteger(parsed) && parsed > 0 ? parsed : undefined;
}

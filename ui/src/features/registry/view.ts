export const tabs = ["edit", "versions", "compare", "labels", "usage", "used-by"] as const;
export type Tab = (typeof tabs)[number];

/** What of an artifact is on screen; all of it is in the URL. */
export interface ArtifactView {
  tab?: Tab;
  /** The version that is looked at. */
  version?: number;
  /** The versions that are compared. */
  from?: number;
  to?: number;
  layout?: "inline";
}

export function artifactViewOf(search: Record<string, unknown>): ArtifactView {
  return {
    tab: tabs.find((tab) => tab === search.tab),
    version: number(search.version),
    from: number(search.from),
    to: number(search.to),
    layout: search.layout === "inline" ? "inline" : undefined,
  };
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" ? Number(value) : value;
  return typeof parsed === "number" && Number.isInteger(parsed) && parsed > 0 ? parsed : undefined;
}

const tabs = ["cases", "versions", "compare", "schema"] as const;
export type Tab = (typeof tabs)[number];

export interface CaseFilter {
  q?: string;
  tag?: string;
  split?: string;
}

/** What the page of a dataset shows; all of it is in the URL. */
export interface DatasetView extends CaseFilter {
  tab?: Tab;
  /** Absent: the newest. */
  version?: number;
  case?: string;
  from?: number;
  to?: number;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== ""
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;

function number(value: unknown): number | undefined {
  const parsed = Number(value);
  return Number.isInteger(parsed) && parsed > 0 ? parsed : undefined;
}

export const datasetViewOf = (search: Record<string, unknown>): DatasetView => ({
  tab: tabs.find((tab) => tab === search.tab),
  version: number(search.version),
  case: text(search.case),
  q: text(search.q),
  tag: text(search.tag),
  split: text(search.split),
  from: number(search.from),
  to: number(search.to),
});

export const datasetsViewOf = (search: Record<string, unknown>): { archived?: boolean } => ({
  archived: search.archived === true || search.archived === "true" ? true : undefined,
});

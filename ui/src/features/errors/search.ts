import { timeRangeOf, type TimeRange } from "../../components/timeRange";

/** What the page of errors shows, all of it in the URL. */
export interface ErrorSearch extends TimeRange {
  q?: string;
  failedKind?: string;
  environment?: string;
  model?: string;
  app?: string;
  sort?: string;
  /** The group that is open. */
  open?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function errorSearchOf(search: Record<string, unknown>): ErrorSearch {
  return {
    ...timeRangeOf(search),
    q: text(search.q),
    failedKind: text(search.failedKind),
    environment: text(search.environment),
    model: text(search.model),
    app: text(search.app),
    sort: text(search.sort),
    open: text(search.open),
  };
}

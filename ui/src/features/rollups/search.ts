import { timeRangeOf, type TimeRange } from "../../components/timeRange";

/** What the lists of sessions and end users show, all of it in the URL. */
export interface RollupSearch extends TimeRange {
  q?: string;
  environment?: string;
  model?: string;
  app?: string;
  status?: "error";
  user?: string;
  sort?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function rollupSearchOf(search: Record<string, unknown>): RollupSearch {
  return {
    ...timeRangeOf(search),
    q: text(search.q),
    environment: text(search.environment),
    model: text(search.model),
    app: text(search.app),
    status: search.status === "error" ? "error" : undefined,
    user: text(search.user),
    sort: text(search.sort),
  };
}

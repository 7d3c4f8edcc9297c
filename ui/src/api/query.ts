import { http } from "./http";

/** A number that is not known is null, which is not 0. */
export type Value = number | null;

export interface QuerySeries {
  group: "all" | "value" | "other" | "unknown";
  value?: string;
  totals: Value[];
  buckets: Value[][];
}

/** The numbers that answer a query; each list of values holds the measures in the order they were asked. */
export interface QueryAnswer {
  bucketMs?: number;
  startedAt: string[];
  totals: Value[];
  series: QuerySeries[];
}

export interface QueryParameters {
  measure: readonly string[];
  over?: string | null;
  where?: string | null;
  by?: string | null;
  top?: number | null;
  buckets?: number;
  from: string;
  to: string;
}

export const ask = (project: string, query: QueryParameters, signal?: AbortSignal): Promise<QueryAnswer> =>
  http.get<QueryAnswer>(`/projects/${project}/query`, { query: { ...query }, signal });

/** Filters that must all hold, as one. */
export function allOf(...filters: (string | null | undefined)[]): string | undefined {
  const given = filters.filter((one): one is string => one != null && one.trim() !== "");
  return given.length < 2 ? given[0] : given.map((one) => `(${one})`).join(" and ");
}

/** A text as it stands in a filter. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&")}"`;

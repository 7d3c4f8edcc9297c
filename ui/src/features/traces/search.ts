import type { Query } from "../../api/http";
import type { TraceStatus } from "../../api/types";
import { boundsOf, timeRangeOf, type TimeRange } from "../../components/timeRange";

/** Everything the traces page shows is a function of this, and all of it is in the URL. */
export interface TraceSearch extends TimeRange {
  q?: string;
  where?: string;
  model?: string[];
  provider?: string[];
  tag?: string[];
  status?: TraceStatus;
  /** A span of the trace failed, even if the trace did not. */
  failedSpans?: boolean;
  failedKind?: string;
  failedShape?: string;
  user?: string;
  session?: string;
  environment?: string;
  minDurationMs?: number;
  maxDurationMs?: number;
  minCostUsd?: number;
  maxCostUsd?: number;
  cols?: string;
  live?: boolean;
}

export type TraceFilter = Omit<TraceSearch, "cols" | "live">;

export function traceSearchOf(search: Record<string, unknown>): TraceSearch {
  return {
    ...timeRangeOf(search),
    q: text(search.q),
    where: text(search.where),
    model: list(search.model),
    provider: list(search.provider),
    tag: list(search.tag),
    status: status(search.status),
    failedSpans: flag(search.failedSpans),
    failedKind: text(search.failedKind),
    failedShape: text(search.failedShape),
    user: text(search.user),
    session: text(search.session),
    environment: text(search.environment),
    minDurationMs: size(search.minDurationMs),
    maxDurationMs: size(search.maxDurationMs),
    minCostUsd: size(search.minCostUsd),
    maxCostUsd: size(search.maxCostUsd),
    cols: text(search.cols),
    live: flag(search.live),
  };
}

export function filterOf({ cols, live, ...filter }: TraceSearch): TraceFilter {
  return filter;
}

export function isFiltered({ range, from, to, ...rest }: TraceFilter): boolean {
  return Object.values(rest).some((value: unknown) => value !== undefined);
}

export function apiQuery({ range, from, to, ...rest }: TraceFilter): Query {
  return { ...rest, ...boundsOf({ range, from, to }, Date.now()) };
}

/** The words that a filter looks for in names and contents. */
export function wordsIn({ q, where = "" }: TraceFilter): string[] | undefined {
  const condition = /(?:^|(?<!\bin\s*)\(|~|\b(?:and|or)\b)\s*"((?:[^"\\]|\\.)*)"/gi;
  const looked = [...where.matchAll(condition)].map(([, words = ""]) => words.replace(/\\(.)/g, "$1"));
  const words = q === undefined ? looked : [q, ...looked];
  return words.length > 0 ? words : undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function list(value: unknown): string[] | undefined {
  const values = (Array.isArray(value) ? value : [value]).filter(
    (one) => typeof one === "string" && one !== "",
  );
  return values.length > 0 ? (values as string[]) : undefined;
}

function size(value: unknown): number | undefined {
  const parsed = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) && parsed >= 0 ? parsed : undefined;
}

const flag = (value: unknown): true | undefined => (value === "true" || value === true ? true : undefined);

const status = (value: unknown): TraceStatus | undefined =>
  value === "ok" || value === "error" ? value : undefined;

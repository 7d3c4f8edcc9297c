import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { ask, type QueryAnswer, type Value } from "../../api/query";
import type { TraceCount } from "../../api/types";
import { periodOf } from "../../components/timeRange";
import { whereOf, type Comparable, type Scope } from "./scope";

const refresh = 10_000;
const buckets = 60;
const iso = (ms: number): string => new Date(ms).toISOString();

const measures = {
  requests: "count",
  failed: "count(status = error)",
  failureRate: "failureRate",
  p50: "p50(durationMs)",
  p95: "p95(durationMs)",
  p99: "p99(durationMs)",
  firstToken: "p95(timeToFirstTokenMs)",
  cost: "sum(costUsd)",
  inputTokens: "sum(inputTokens)",
  outputTokens: "sum(outputTokens)",
} as const;

export type Figure = keyof typeof measures;
export type Figures = Record<Figure, Value>;

const asked = Object.values(measures);

export const figuresOf = (values: Value[]): Figures =>
  Object.fromEntries(Object.keys(measures).map((name, i) => [name, values[i] ?? null])) as Figures;

export interface Overview {
  now: Figures;
  before: Figures;
  startedAt: string[];
  bucketMs: number;
  overTime: Figures[];
}

/** All figures of the period and of the one before, and how they ran. */
export const overviewQuery = (project: string, scope: Scope) =>
  queryOptions({
    queryKey: ["home", project, "overview", scope],
    queryFn: async ({ signal }): Promise<Overview> => {
      const { from, to } = periodOf(scope, Date.now());
      const question = { measure: asked, where: whereOf(scope) };
      const [now, before] = await Promise.all([
        ask(project, { ...question, from: iso(from), to: iso(to), buckets }, signal),
        ask(project, { ...question, from: iso(from - (to - from)), to: iso(from) }, signal),
      ]);
      return {
        now: figuresOf(now.totals),
        before: figuresOf(before.totals),
        startedAt: now.startedAt,
        bucketMs: now.bucketMs ?? 0,
        overTime: now.series[0]?.buckets.map(figuresOf) ?? [],
      };
    },
    placeholderData: keepPreviousData,
    refetchInterval: polled(refresh),
  });

const byEach = (
  project: string,
  scope: Scope,
  by: string,
  measure: readonly string[],
  signal: AbortSignal,
) => {
  const { from, to } = periodOf(scope, Date.now());
  return ask(project, { measure, where: whereOf(scope), by, top: 50, from: iso(from), to: iso(to) }, signal);
};

/** The apps and environments that sent something in the period. */
export const choicesQuery = (project: string, { range, from, to }: Scope) =>
  queryOptions({
    queryKey: ["home", project, "choices", range, from, to],
    queryFn: async ({ signal }) => {
      const [apps, environments] = await Promise.all(
        ["app", "environment"].map((by) => byEach(project, { range, from, to }, by, ["count"], signal)),
      );
      return { apps: valuesOf(apps), environments: valuesOf(environments) };
    },
    placeholderData: keepPreviousData,
  });

const valuesOf = (answer?: QueryAnswer): string[] =>
  answer?.series.flatMap(({ value }) => (value === undefined ? [] : [value])) ?? [];

/** The figures of each release, model or other value, side by side. */
export const sideBySideQuery = (project: string, scope: Scope, by: Comparable) =>
  queryOptions({
    queryKey: ["home", project, "side by side", scope, by],
    queryFn: async ({ signal }) =>
      (await byEach(project, scope, by, asked, signal)).series.map(({ group, value, totals }) => ({
        group,
        value,
        figures: figuresOf(totals),
      })),
    placeholderData: keepPreviousData,
    refetchInterval: polled(refresh),
  });

export const everQuery = (project: string) =>
  queryOptions({
    queryKey: ["home", project, "ever"],
    queryFn: ({ signal }) => http.get<TraceCount>(`/projects/${project}/traces/count`, { signal }),
    refetchInterval: (query) => (query.state.data?.count === 0 ? 3_000 : false),
  });

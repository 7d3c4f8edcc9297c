import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Activity, TraceCount } from "../../api/types";
import { periodOf, type TimeRange } from "../../components/timeRange";

const refresh = 10_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const countBetween = (project: string, from: number, to: number, signal: AbortSignal) =>
  http.get<TraceCount>(`/projects/${project}/traces/count`, {
    query: { from: iso(from), to: iso(to) },
    signal,
  });

export interface Comparison {
  now: TraceCount;
  before: TraceCount;
}

export const comparisonQuery = (project: string, time: TimeRange) =>
  queryOptions({
    queryKey: ["home", project, "comparison", time],
    queryFn: async ({ signal }): Promise<Comparison> => {
      const { from, to } = periodOf(time, Date.now());
      const [now, before] = await Promise.all([
        countBetween(project, from, to, signal),
        countBetween(project, from - (to - from), from, signal),
      ]);
      return { now, before };
    },
    placeholderData: keepPreviousData,
    refetchInterval: refresh,
  });

export const activityQuery = (project: string, time: TimeRange) =>
  queryOptions({
    queryKey: ["home", project, "activity", time],
    queryFn: ({ signal }) => {
      const { from, to } = periodOf(time, Date.now());
      return http.get<Activity>(`/projects/${project}/traces/activity`, {
        query: { from: iso(from), to: iso(to), buckets: 60 },
        signal,
      });
    },
    placeholderData: keepPreviousData,
    refetchInterval: refresh,
  });

export const everQuery = (project: string) =>
  queryOptions({
    queryKey: ["home", project, "ever"],
    queryFn: ({ signal }) => http.get<TraceCount>(`/projects/${project}/traces/count`, { signal }),
    refetchInterval: (query) => (query.state.data?.count === 0 ? 3_000 : false),
  });

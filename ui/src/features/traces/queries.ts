import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from "@tanstack/react-query";
import { hrefOf, http } from "../../api/http";
import { polled } from "../../api/live";
import type { Retention, SpanDetail, TraceCount, TraceDetail, TraceFacets, TracePage } from "../../api/types";
import { boundsOf, type TimeRange } from "../../components/timeRange";
import { apiQuery, type TraceFilter } from "./search";

export const pageSize = 200;
const laterPageSize = 500;

export type TracePages = InfiniteData<TracePage, string | undefined>;

const path = (project: string) => `/projects/${project}/traces`;

export const listKey = (project: string, filter: TraceFilter) => ["traces", project, "list", filter] as const;

/** Pages stay as they were fetched: live mode adds newer rows in front instead of fetching all again. */
export const listQuery = (project: string, filter: TraceFilter) =>
  infiniteQueryOptions({
    queryKey: listKey(project, filter),
    queryFn: ({ pageParam, signal }) =>
      fetchPage(project, filter, { cursor: pageParam, limit: pageParam ? laterPageSize : pageSize }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: Infinity,
    structuralSharing: false,
  });

export function fetchPage(
  project: string,
  filter: TraceFilter,
  page: { cursor?: string; after?: string; limit: number },
  signal?: AbortSignal,
): Promise<TracePage> {
  return http.get<TracePage>(path(project), { query: { ...apiQuery(filter), ...page }, signal });
}

/** A file of everything that matches, whole traces with their scores. */
export const exportHref = (project: string, filter: TraceFilter): string =>
  hrefOf(`/projects/${project}/export`, apiQuery(filter));

export const countQuery = (project: string, filter: TraceFilter) =>
  queryOptions({
    queryKey: ["traces", project, "count", filter],
    queryFn: ({ signal }) =>
      http.get<TraceCount>(`${path(project)}/count`, { query: apiQuery(filter), signal }),
    placeholderData: keepPreviousData,
    staleTime: 2_000,
  });

export const facetsQuery = (project: string, time: TimeRange) =>
  queryOptions({
    queryKey: ["traces", project, "facets", time],
    queryFn: ({ signal }) =>
      http.get<TraceFacets>(`${path(project)}/facets`, { query: boundsOf(time, Date.now()), signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });

export const newestFailuresQuery = (project: string, filter: TimeRange & { where?: string }) =>
  queryOptions({
    queryKey: ["traces", project, "failures", filter],
    queryFn: ({ signal }) => fetchPage(project, { ...filter, status: "error" }, { limit: 8 }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: polled(10_000),
  });

export const traceQuery = (project: string, traceId: string) =>
  queryOptions({
    queryKey: ["traces", project, "one", traceId],
    queryFn: ({ signal }) => http.get<TraceDetail>(`${path(project)}/${traceId}`, { signal }),
    structuralSharing: false,
    staleTime: 10_000,
    refetchInterval: ({ state: { data } }) => (data && mayGrow(data) ? 2_000 : false),
  });

/** Spans of a trace that ended just now may still be on their way. */
const mayGrow = ({ trace }: TraceDetail): boolean =>
  Date.now() - (Date.parse(trace.startedAt) + trace.durationMs) < 30_000;

export const spanQuery = (project: string, traceId: string, spanId: string) =>
  queryOptions({
    queryKey: ["traces", project, "span", traceId, spanId],
    queryFn: ({ signal }) => http.get<SpanDetail>(`${path(project)}/${traceId}/spans/${spanId}`, { signal }),
    staleTime: 60_000,
  });

/** How long the project's data is kept, which tells why content is gone. */
export const retentionQuery = (project: string) =>
  queryOptions({
    queryKey: ["retention", project],
    queryFn: ({ signal }) => http.get<Retention>(`/projects/${project}/retention`, { signal }),
  });

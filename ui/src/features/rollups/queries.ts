import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { quoted } from "../../api/query";
import type { Rollup, Rollups, Score, TraceRow } from "../../api/types";
import { boundsOf } from "../../components/timeRange";
import type { RollupSearch } from "./search";

export type Kind = "sessions" | "end-users";

export const turnsAPage = 100;

const path = (project: string, kind: Kind) => `/projects/${project}/${kind}`;

export const rollupsQuery = (project: string, kind: Kind, search: RollupSearch) =>
  infiniteQueryOptions({
    queryKey: [kind, project, "list", search],
    queryFn: ({ pageParam, signal }) => {
      const { range, from, to, app, ...rest } = search;
      return http.get<Rollups>(path(project, kind), {
        query: {
          ...rest,
          where: app && `app = ${quoted(app)}`,
          ...boundsOf({ range, from, to }, Date.now()),
          cursor: pageParam,
        },
        signal,
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const rollupQuery = (project: string, kind: Kind, id: string) =>
  queryOptions({
    queryKey: [kind, project, "one", id],
    queryFn: ({ signal }) => http.get<Rollup>(`${path(project, kind)}/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: polled(10_000),
  });

/** @param known how many traces the session has, so that a page that was not full is read again when there are more */
export const turnsQuery = (project: string, session: string, page: number, known: number) =>
  queryOptions({
    queryKey: ["sessions", project, "traces", session, page, Math.min(known, (page + 1) * turnsAPage)],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: TraceRow[] }>(
          `${path(project, "sessions")}/${encodeURIComponent(session)}/traces`,
          { query: { offset: page * turnsAPage, limit: turnsAPage }, signal },
        )
      ).items,
    staleTime: Infinity,
  });

/** The scores of a session itself, newest first. */
export const sessionScoresQuery = (project: string, session: string) =>
  queryOptions({
    queryKey: ["scores", project, "session", session],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ items: Score[] }>(`/projects/${project}/scores`, {
          query: { session, limit: 50 },
          signal,
        })
      ).items,
  });

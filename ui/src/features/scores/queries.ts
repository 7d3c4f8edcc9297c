import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Score } from "../../api/types";
import { boundsOf, timeRangeOf, type TimeRange } from "../../components/timeRange";

export interface ScoreSearch extends TimeRange {
  name?: string;
  source?: string;
  trace?: string;
  session?: string;
}

interface Page {
  items: Score[];
  nextCursor?: string | null;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function scoreSearchOf(search: Record<string, unknown>): ScoreSearch {
  return {
    ...timeRangeOf(search),
    name: text(search.name),
    source: text(search.source),
    trace: text(search.trace),
    session: text(search.session),
  };
}

export const scoresQuery = (project: string, search: ScoreSearch) =>
  infiniteQueryOptions({
    queryKey: ["scores", project, search],
    queryFn: ({ pageParam, signal }) => {
      const { range = "7d", from, to, ...rest } = search;
      return http.get<Page>(`/projects/${project}/scores`, {
        query: { ...rest, ...boundsOf({ range, from, to }, Date.now()), cursor: pageParam },
        signal,
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export function useRemoveScore(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`/projects/${project}/scores/${encodeURIComponent(id)}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["scores", project] }),
  });
}

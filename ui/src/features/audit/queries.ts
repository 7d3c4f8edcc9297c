import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { AuditPage } from "../../api/types";
import { boundsOf, timeRangeOf, type TimeRange } from "../../components/timeRange";

export interface AuditSearch extends TimeRange {
  q?: string;
  actor?: string;
  action?: string;
  project?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function auditSearchOf(search: Record<string, unknown>): AuditSearch {
  return {
    ...timeRangeOf(search),
    q: text(search.q),
    actor: text(search.actor),
    action: text(search.action),
    project: text(search.project),
  };
}

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", search],
    queryFn: ({ pageParam, signal }) => {
      const { range = "30d", from, to, ...rest } = search;
      return http.get<AuditPage>("/audit", {
        query: { ...rest, ...boundsOf({ range, from, to }, Date.now()), cursor: pageParam },
        signal,
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

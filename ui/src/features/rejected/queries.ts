import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Rejected, RejectedDetail, Replayed } from "../../api/types";

const path = (project: string) => `/projects/${project}/rejected`;

interface Page {
  items: Rejected[];
  nextCursor?: string | null;
}

export const rejectedQuery = (project: string) =>
  infiniteQueryOptions({
    queryKey: ["rejected", project],
    queryFn: ({ signal, pageParam }) =>
      http.get<Page>(path(project), { signal, query: { limit: 100, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const rejectedRecordQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["rejected", project, id],
    queryFn: ({ signal }) => http.get<RejectedDetail>(`${path(project)}/${id}`, { signal }),
  });

/** Sends one record again, or all of them. */
export function useReplay(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string | undefined) =>
      id === undefined
        ? http.post<Replayed>(`${path(project)}/replay`, {})
        : http.post<Replayed>(`${path(project)}/${id}/replay`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["rejected", project] }),
  });
}

/** Discards one record, or all of them. */
export function useDiscard(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string | undefined) =>
      http.delete(id === undefined ? path(project) : `${path(project)}/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["rejected", project] }),
  });
}

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type {
  Deletion,
  DeletionCounts,
  NewDeletion,
  Retention,
  RetentionChange,
  Storage,
} from "../../api/types";

const retentionPath = (project: string) => `/projects/${project}/retention`;
const deletionsPath = (project: string) => `/projects/${project}/deletions`;

export const storageQuery = queryOptions({
  queryKey: ["storage"],
  queryFn: ({ signal }) => http.get<Storage>("/storage", { signal }),
});

export const retentionQuery = (project: string) =>
  queryOptions({
    queryKey: ["retention", project],
    queryFn: ({ signal }) => http.get<Retention>(retentionPath(project), { signal }),
  });

export const isOpen = (deletion: Deletion): boolean =>
  deletion.state === "waiting" || deletion.state === "running";

export const deletionsQuery = (project: string) =>
  queryOptions({
    queryKey: ["deletions", project],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Deletion[] }>(deletionsPath(project), { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? 1000 : false),
  });

export function useDecideRetention(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: RetentionChange) => http.put<Retention>(retentionPath(project), change),
    onSettled: () => cache.invalidateQueries({ queryKey: ["retention", project] }),
  });
}

/** How much a deletion would remove. */
export function useCountDeletion(project: string) {
  return useMutation({
    mutationFn: (target: NewDeletion) =>
      http.post<DeletionCounts>(`${deletionsPath(project)}/dry-run`, target),
  });
}

export function useDelete(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (target: NewDeletion) => http.post<Deletion>(deletionsPath(project), target),
    onSettled: () => cache.invalidateQueries({ queryKey: ["deletions", project] }),
  });
}

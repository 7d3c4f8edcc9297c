import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../../api/http";
import type { components } from "../../../api/schema";
import type { TraceSearch } from "../search";

export type SavedView = Omit<components["schemas"]["View"], "content"> & { content: TraceSearch };

const path = (project: string) => `/projects/${project}/views`;
const key = (project: string) => ["trace-views", project];

export const viewsQuery = (project: string) =>
  queryOptions({
    queryKey: key(project),
    queryFn: async ({ signal }) =>
      (await http.get<{ items: SavedView[] }>(path(project), { query: { kind: "traces" }, signal })).items,
  });

export function useAddView(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; content: TraceSearch }) =>
      http.post<SavedView>(path(project), { kind: "traces", ...body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: key(project) }),
  });
}

export function useRemoveView(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`${path(project)}/${id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: key(project) }),
  });
}

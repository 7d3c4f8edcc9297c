import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { CreatedKey, Key } from "../../api/types";

const path = (project: string) => `/projects/${project}/keys`;

export const keysQuery = (project: string) =>
  queryOptions({
    queryKey: ["keys", project],
    queryFn: async ({ signal }) => (await http.get<{ items: Key[] }>(path(project), { signal })).items,
  });

export function useCreateKey(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { name: string; role?: Key["role"] }) =>
      http.post<CreatedKey>(path(project), wanted),
    onSettled: () => cache.invalidateQueries({ queryKey: ["keys", project] }),
  });
}

export function useRevokeKey(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`${path(project)}/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["keys", project] }),
  });
}

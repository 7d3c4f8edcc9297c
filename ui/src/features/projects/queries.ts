import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Project } from "../../api/types";

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: async ({ signal }) => (await http.get<{ items: Project[] }>("/projects", { signal })).items,
  staleTime: 60_000,
});

export function useCreateProject() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (project: { name: string; title?: string }) => http.post<Project>("/projects", project),
    onSettled: () => cache.invalidateQueries({ queryKey: projectsQuery.queryKey }),
  });
}

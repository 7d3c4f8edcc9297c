import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";
import type { TraceFacets } from "./types";

const month = 30 * 24 * 60 * 60 * 1000;

/** The models that a project called in the last month, the most used first. */
export const usedModelsQuery = (project: string) =>
  queryOptions({
    queryKey: ["used models", project],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const query = { from: new Date(now - month).toISOString(), to: new Date(now).toISOString() };
      const { models } = await http.get<TraceFacets>(`/projects/${project}/traces/facets`, { query, signal });
      return models.map(({ value }) => value);
    },
    staleTime: 60_000,
  });

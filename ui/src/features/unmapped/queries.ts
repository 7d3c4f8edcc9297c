import { queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { UnmappedAttribute } from "../../api/types";

export const unmappedQuery = (project: string) =>
  queryOptions({
    queryKey: ["unmapped", project],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: UnmappedAttribute[] }>(`/projects/${project}/unmapped`, { signal })).items,
  });

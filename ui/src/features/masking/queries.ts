import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { MaskingRule, SavedMasking, TriedMasking } from "../../api/types";

const path = (project: string) => `/projects/${project}/masking`;

export const maskingQuery = (project: string) =>
  queryOptions({
    queryKey: ["masking", project],
    queryFn: ({ signal }) => http.get<SavedMasking>(path(project), { signal }),
  });

export function useSaveMasking(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (changed: { version: number; rules: MaskingRule[] }) =>
      http.put<SavedMasking>(path(project), changed),
    onSuccess: (saved) => cache.setQueryData(maskingQuery(project).queryKey, saved),
  });
}

export function useTryMasking(project: string) {
  return useMutation({
    mutationFn: (tried: { rules: MaskingRule[]; content: unknown }) =>
      http.post<TriedMasking>(`${path(project)}/trial`, tried),
  });
}

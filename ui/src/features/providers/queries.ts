import { useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import { providersQuery } from "../../api/providers";
import type { Dialect, Provider, ProviderTest } from "../../api/types";

const path = (name: string) => `/providers/${encodeURIComponent(name)}`;

export interface ProviderForm {
  name: string;
  dialect: Dialect;
  baseUrl: string;
  /** Absent keeps the key that is saved. */
  apiKey?: string;
  /** Whether the provider is asked for the usage of streams whose client does not ask. */
  streamUsage: boolean;
}

export function useSaveProvider() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...body }: ProviderForm) => http.put<Provider>(path(name), body),
    onSettled: () => cache.invalidateQueries({ queryKey: providersQuery.queryKey }),
  });
}

export function useDeleteProvider() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => http.delete(path(name)),
    onSettled: () => cache.invalidateQueries({ queryKey: providersQuery.queryKey }),
  });
}

export function useTestProvider() {
  return useMutation({ mutationFn: (name: string) => http.post<ProviderTest>(`${path(name)}/test`) });
}

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import { artifactKey, artifactPath, type Kind, type Page } from "../../api/artifacts";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

export type Pointed = Schemas["Pointed"];

export const labelsQuery = (project: string, kind: Kind, name: string) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "labels"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Pointed[] }>(`${artifactPath(project, kind, name)}/labels`, { signal })).items,
  });

export type LabelChange = Schemas["LabelChange"];

export const historyQuery = (project: string, kind: Kind, name: string, label: string) =>
  infiniteQueryOptions({
    queryKey: [...artifactKey(project, kind, name), "history", label],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<LabelChange>>(
        `${artifactPath(project, kind, name)}/labels/${encodeURIComponent(label)}/history`,
        { query: { cursor: pageParam }, signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export type UsedBy = Schemas["UsedBy"];

/** Versions that use it, and what else relies on it now, in words. */
export type Reliance = Schemas["Reliance"];

export const usedByQuery = (project: string, kind: Kind, name: string) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "used by"],
    queryFn: ({ signal }) => http.get<Reliance>(`${artifactPath(project, kind, name)}/used-by`, { signal }),
  });

export type Protection = Schemas["Protection"];

export type WantedProtection = Schemas["ProtectionToPut"] & Pick<Protection, "kind" | "label">;

export const protectionsQuery = (project: string) =>
  queryOptions({
    queryKey: ["artifacts", project, "protections"],
    queryFn: ({ signal }) =>
      http.get<{ items: Protection[]; gates: string[] }>(`/projects/${project}/label-protections`, {
        signal,
      }),
  });

export function useProtect(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, label, ...body }: WantedProtection) =>
      http.put<Protection>(
        `/projects/${project}/label-protections/${kind}/${encodeURIComponent(label)}`,
        body,
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project, "protections"] }),
  });
}

export function useUnprotect(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, label }: Pick<Protection, "kind" | "label">) =>
      http.delete(`/projects/${project}/label-protections/${kind}/${encodeURIComponent(label)}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project, "protections"] }),
  });
}

export type RequestState = LabelRequest["state"];

export type LabelRequest = Schemas["LabelRequest"];

const requestsPath = (project: string) => `/projects/${project}/label-requests`;

export const requestsQuery = (project: string, state: RequestState | undefined) =>
  infiniteQueryOptions({
    queryKey: ["artifacts", project, "requests", state],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<LabelRequest>>(requestsPath(project), { query: { state, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const requestQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["artifacts", project, "requests", "one", id],
    queryFn: ({ signal }) => http.get<LabelRequest>(`${requestsPath(project)}/${id}`, { signal }),
  });

export type NewRequest = Schemas["NewRequest"] & { kind: Kind; name: string };

export function useRequestMove(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRequest) => http.post<LabelRequest>(requestsPath(project), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export function useAnswer(project: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { answer: "approve" | "deny" | "withdraw"; comment?: string }) =>
      http.post<unknown>(`${requestsPath(project)}/${id}/answer`, body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export function useComment(project: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      http.post<LabelRequest>(`${requestsPath(project)}/${id}/comments`, { text }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

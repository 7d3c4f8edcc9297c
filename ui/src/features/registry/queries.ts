import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import { artifactKey, artifactPath, type Kind, type Page } from "../../api/artifacts";

export interface Pointed {
  label: string;
  number: number;
  movedAt: string;
  movedBy: string;
}

export const labelsQuery = (project: string, kind: Kind, name: string) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "labels"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Pointed[] }>(`${artifactPath(project, kind, name)}/labels`, { signal })).items,
  });

export interface LabelChange {
  id: string;
  label: string;
  from: number;
  to: number;
  at: string;
  actor: string;
  reason?: string | null;
  breakGlass: boolean;
  request?: string | null;
}

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

export interface UsedBy {
  kind: Kind;
  name: string;
  version: number;
  reference: string;
  newest: boolean;
  label?: string | null;
}

/** Versions that use it, and what else relies on it now, in words. */
export interface Reliance {
  items: UsedBy[];
  others: string[];
}

export const usedByQuery = (project: string, kind: Kind, name: string) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "used by"],
    queryFn: ({ signal }) => http.get<Reliance>(`${artifactPath(project, kind, name)}/used-by`, { signal }),
  });

export interface Protection {
  kind: Kind;
  label: string;
  approvals: number;
  permission?: string | null;
  gates: string[];
}

export const protectionsQuery = (project: string) =>
  queryOptions({
    queryKey: ["artifacts", project, "protections"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Protection[] }>(`/projects/${project}/label-protections`, { signal })).items,
  });

export function useProtect(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, label, ...body }: Protection) =>
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

export type RequestState = "open" | "moved" | "denied" | "withdrawn" | "stale";

export interface LabelRequest {
  id: string;
  kind: Kind;
  name: string;
  label: string;
  from: number;
  version: number;
  /** Who wrote the version, and cannot approve it. */
  author: string;
  reason?: string | null;
  requestedBy: string;
  requestedAt: string;
  state: RequestState;
  closedAt?: string | null;
  closedBy?: string | null;
  needed: number;
  approvedBy: string[];
  comments: { id: string; at: string; author: string; answer?: string | null; text: string }[];
}

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

export interface NewRequest {
  kind: Kind;
  name: string;
  label: string;
  version: number;
  reason?: string;
}

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

import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { http } from "./http";

/** What has versions and labels. */
export type Kind = "prompt" | "tool" | "guardrail-policy" | "evaluator" | "app";

export interface Artifact {
  id: string;
  kind: Kind;
  name: string;
  description?: string | null;
  tags: string[];
  /** The number of its newest version; 0 before there is one. */
  latest: number;
  labels: Record<string, number>;
  favourite: boolean;
  archivedAt?: string | null;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
}

/** What a version says of itself, without its content. */
export interface VersionSummary {
  number: number;
  digest: string;
  message?: string | null;
  author: string;
  parent?: number | null;
  createdAt: string;
  labels: string[];
}

export interface Version<Content = unknown> extends VersionSummary {
  kind: Kind;
  name: string;
  content: Content;
}

export interface Page<Item> {
  items: Item[];
  nextCursor?: string | null;
}

export type SaveOutcome =
  | { outcome: "saved" | "unchanged"; version: Version }
  | { outcome: "stale"; detail: string; stale: { expected: number; latest: number } };

export type LabelMove =
  | { outcome: "moved"; label: string; from: number; to: number }
  | { outcome: "unchanged"; label: string; to: number }
  | { outcome: "stale"; label: string; detail: string }
  | { outcome: "held"; label: string; detail: string; unmet: string[]; request?: string | null };

export interface ArtifactSearch {
  folder?: string;
  tag?: string;
  q?: string;
  label?: string;
  favourite?: boolean;
  archived?: boolean;
  sort?: string;
}

export interface Folder {
  path: string;
  /** How many are in it or below it. */
  artifacts: number;
}

export const artifactsPath = (project: string): string => `/projects/${project}/artifacts`;
export const artifactPath = (project: string, kind: Kind, name: string): string =>
  `${artifactsPath(project)}/${kind}/${encodeURIComponent(name)}`;
export const artifactKey = (project: string, kind: Kind, name: string) =>
  ["artifacts", project, kind, name] as const;

export const artifactsQuery = (project: string, kind: Kind, search: ArtifactSearch) =>
  infiniteQueryOptions({
    queryKey: ["artifacts", project, "list", kind, search],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Artifact> & { folders: Folder[] }>(artifactsPath(project), {
        query: { kind, ...search, folder: folderOf(search), cursor: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Whoever narrows the list at the top means what lies below it too. */
const folderOf = ({ folder, tag, label, favourite, archived }: ArtifactSearch): string | undefined =>
  folder ?? (tag || label || favourite || archived ? undefined : "/");

/** Artifacts of any kind whose name, description or tags hold the words. */
export const namedQuery = (project: string, q: string) =>
  queryOptions({
    queryKey: ["artifacts", project, "named", q],
    queryFn: async ({ signal }) =>
      (await http.get<Page<Artifact>>(artifactsPath(project), { query: { q, limit: 10 }, signal })).items,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });

export const artifactQuery = (project: string, kind: Kind, name: string) =>
  queryOptions({
    queryKey: artifactKey(project, kind, name),
    queryFn: ({ signal }) => http.get<Artifact>(artifactPath(project, kind, name), { signal }),
  });

export const versionsQuery = (project: string, kind: Kind, name: string) =>
  infiniteQueryOptions({
    queryKey: [...artifactKey(project, kind, name), "versions"],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<VersionSummary>>(`${artifactPath(project, kind, name)}/versions`, {
        query: { cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

/** One version by its number; it never changes but for the labels on it. */
export const versionQuery = <Content = unknown>(
  project: string,
  kind: Kind,
  name: string,
  reference: number | string,
) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "version", String(reference)],
    queryFn: ({ signal }) =>
      http.get<Version<Content>>(`${artifactPath(project, kind, name)}/versions/${reference}`, { signal }),
    staleTime: 30_000,
  });

export interface NewArtifact {
  kind: Kind;
  name: string;
  description?: string;
  tags?: string[];
  content?: unknown;
  message?: string;
}

export function useCreateArtifact(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewArtifact) => http.post<Artifact>(artifactsPath(project), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export interface ArtifactChange {
  name?: string;
  description?: string | null;
  tags?: string[];
  archived?: boolean;
  favourite?: boolean;
}

export function useChangeArtifact(project: string, kind: Kind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ of, ...body }: ArtifactChange & { of: string }) =>
      http.put<Artifact>(artifactPath(project, kind, of), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export interface NewVersion {
  content: unknown;
  message?: string;
  expectedLatest?: number;
  parent?: number;
}

export function useSaveVersion(project: string, kind: Kind, name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewVersion) =>
      http.post<SaveOutcome>(`${artifactPath(project, kind, name)}/versions`, body, { answers: [409] }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export interface WantedMove {
  label: string;
  version: number;
  expected: number;
  reason?: string;
  breakGlass?: boolean;
}

export function useMoveLabel(project: string, kind: Kind, name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ label, ...body }: WantedMove) =>
      http.put<LabelMove>(`${artifactPath(project, kind, name)}/labels/${encodeURIComponent(label)}`, body, {
        answers: [409, 422],
      }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

/** What differs in one place; words are those of a text that changed. */
export interface ContentChange {
  path: string;
  kind: "added" | "removed" | "changed" | "moved";
  before?: unknown;
  after?: unknown;
  text?: { op: "equal" | "insert" | "delete"; text: string }[] | null;
  from?: string | null;
}

export const diffQuery = (project: string, kind: Kind, name: string, from: number, to: number) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "diff", from, to],
    queryFn: ({ signal }) =>
      http.get<{ changes: ContentChange[] }>(`${artifactPath(project, kind, name)}/diff`, {
        query: { from, to },
        signal,
      }),
    staleTime: Infinity,
  });

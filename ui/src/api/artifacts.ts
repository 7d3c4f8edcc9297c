import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { http } from "./http";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Artifact = Schemas["Artifact"];

/** What has versions and labels. */
export type Kind = Artifact["kind"];

/** What a version says of itself, without its content. */
export type VersionSummary = Schemas["VersionSummary"];

export type Version<Content = unknown> = Omit<Schemas["Version"], "content"> & { content: Content };

export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

export type SaveOutcome =
  | { outcome: "saved" | "unchanged"; version: Version }
  | { outcome: "stale"; detail: string; stale: Schemas["Stale"] };

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

export type Folder = Schemas["Folder"];

export const artifactsPath = (project: string): string => `/projects/${project}/artifacts`;
export const artifactPath = (project: string, kind: Kind, name: string): string =>
  `${artifactsPath(project)}/${kind}/${encodeURIComponent(name)}`;
export const artifactKey = (project: string, kind: Kind, name: string) =>
  ["artifacts", project, kind, name] as const;

export const artifactsQuery = (project: string, kind: Kind, search: ArtifactSearch) =>
  infiniteQueryOptions({
    queryKey: ["artifacts", project, "list", kind, search],
    queryFn: ({ pageParam, signal }) =>
      http.get<Schemas["ArtifactList"]>(artifactsPath(project), {
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

/** Artifacts, of any kind unless one is said, whose name, description or tags hold the words. */
export const namedQuery = (project: string, q: string, kind?: Kind) =>
  queryOptions({
    queryKey: ["artifacts", project, "named", q, kind],
    queryFn: async ({ signal }) =>
      (await http.get<Page<Artifact>>(artifactsPath(project), { query: { q, kind, limit: 10 }, signal }))
        .items,
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

export type NewArtifact = Schemas["NewArtifact"] & { kind: Kind; name: string };

export function useCreateArtifact(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewArtifact) => http.post<Artifact>(artifactsPath(project), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export type ArtifactChange = Schemas["ArtifactChange"];

export function useChangeArtifact(project: string, kind: Kind) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ of, ...body }: ArtifactChange & { of: string }) =>
      http.put<Artifact>(artifactPath(project, kind, of), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export type NewVersion = Schemas["VersionToSave"];

export function useSaveVersion(project: string, kind: Kind, name: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewVersion) =>
      http.post<SaveOutcome>(`${artifactPath(project, kind, name)}/versions`, body, { answers: [409] }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
}

export type WantedMove = Schemas["LabelToMove"] & { label: string };

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
export type ContentChange = Schemas["Change"];

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

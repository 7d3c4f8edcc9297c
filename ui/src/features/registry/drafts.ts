import { queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { artifactKey, artifactPath, type Kind } from "../../api/artifacts";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

/** A version in the making. */
export type Draft = Schemas["Draft"];

export interface DraftToSave {
  base: number;
  revision?: number;
  content: unknown;
}

export type DraftSaving =
  { outcome: "saved"; draft: Draft } | { outcome: "stale"; draft: Draft; detail: string };

/** A draft with what others changed meanwhile, not saved; at conflicts it holds what was the draft's own. */
export type Merging = Schemas["Merging"];

/** A place that both changed. */
export type MergeConflict = Schemas["Conflict"];

const path = (project: string, kind: Kind, name: string) => `${artifactPath(project, kind, name)}/drafts`;

/** The draft of a person that they changed last. */
export const ownDraftQuery = (project: string, kind: Kind, name: string, person: string) =>
  queryOptions({
    queryKey: [...artifactKey(project, kind, name), "draft of", person],
    queryFn: async ({ signal }): Promise<Draft | null> => {
      const all = path(project, kind, name);
      const { items } = await http.get<{ items: Draft[] }>(all, { signal });
      const own = items.find(({ createdBy }) => createdBy === person);
      return own ? http.get<Draft>(`${all}/${own.id}`, { signal }) : null;
    },
    staleTime: 0,
    refetchOnReconnect: false,
  });

export const draftsOf = (project: string, kind: Kind, name: string) => {
  const all = path(project, kind, name);
  return {
    add: (body: DraftToSave) => http.post<Draft>(all, body),
    save: (id: string, body: DraftToSave) => http.put<DraftSaving>(`${all}/${id}`, body, { answers: [409] }),
    remove: (id: string) => http.delete(`${all}/${id}`),
    merge: (id: string) => http.post<Merging>(`${all}/${id}/merge`, {}),
  };
};

export type Drafts = ReturnType<typeof draftsOf>;

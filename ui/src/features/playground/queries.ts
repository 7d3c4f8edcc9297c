import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { artifactPath, namedQuery, type SaveOutcome } from "../../api/artifacts";
import { http } from "../../api/http";
import type { components } from "../../api/schema";
import type { PromptContent } from "../prompts/content";
import type { SavedPrompt } from "./setup";

type Reopened = Omit<components["schemas"]["Reopened"], "content"> & { content: PromptContent };

/** A stored model call as a prompt that asks the same again. */
export const reopenedQuery = (project: string, trace: string, span: string) =>
  queryOptions({
    queryKey: ["reopened", project, trace, span],
    queryFn: ({ signal }) =>
      http.get<Reopened>(`/projects/${project}/playground/generations/${trace}/${span}`, { signal }),
    staleTime: Infinity,
  });

export interface ToSaveAs {
  name: string;
  content: PromptContent;
  message?: string;
  /** The version that it was made from. */
  from?: SavedPrompt;
  /** The newest version, which the person has been told of. */
  expected?: number;
}

/** Saves a variant as the next version of a prompt, or as a new prompt. */
export function useSaveAs(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, content, message, from, expected }: ToSaveAs) => {
      const own = from?.name === name ? from.version : undefined;
      const expectedLatest = expected ?? own ?? (await latestOf(name));
      return http.post<SaveOutcome>(
        `${artifactPath(project, "prompt", name)}/versions`,
        { content, message, expectedLatest, parent: own, createMissing: true },
        { answers: [409] },
      );
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });

  /** Who is not found is taken to be new: if it is not, the server says so before anything is saved. */
  async function latestOf(name: string): Promise<number> {
    const named = await cache.query(namedQuery(project, name, "prompt"));
    return named.find((one) => one.name === name)?.latest ?? 0;
  }
}

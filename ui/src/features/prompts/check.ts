import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { EditorProblem } from "../../components/editor/problems";
import type { components } from "../../api/schema";
import type { PromptContent } from "./content";

type Schemas = components["schemas"];

/** What the server makes of a prompt before it is saved. */
export type Checked = Schemas["PromptFindings"];

/** Something wrong in one field of a prompt. */
export type Finding = Checked["problems"][number];

/** A variable that the words use. */
export type FoundVariable = Checked["variables"][number];

export const checkQuery = (project: string, name: string, content: PromptContent) =>
  queryOptions({
    queryKey: ["prompt check", project, name, content],
    queryFn: ({ signal }) =>
      http.post<Checked>(`/projects/${project}/prompts/check`, { name, content }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

/** The problems of a field and what lies in it, as marks in its text. */
export function problemsAt(checked: Checked | undefined, field: string): EditorProblem[] {
  const inside = (one: Finding) =>
    one.field === field || one.field.startsWith(`${field}.`) || one.field.startsWith(`${field}[`);
  return (checked?.problems ?? [])
    .filter(inside)
    .map(({ line, column, detail }) => ({ line, column, message: detail, severity: "error" }));
}

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { EditorProblem } from "../../components/editor/problems";
import type { PromptContent, VariableType } from "./content";

/** Something wrong in one field of a prompt. */
export interface Finding {
  field: string;
  detail: string;
  line?: number | null;
  column?: number | null;
}

/** A variable that the words use. */
export interface FoundVariable {
  name: string;
  /** Whether rendering is refused without it. */
  required: boolean;
  type: VariableType;
  /** Whether the prompt says something of it. */
  declared: boolean;
}

/** What the server makes of a prompt before it is saved. */
export interface Checked {
  variables: FoundVariable[];
  problems: Finding[];
  warnings: string[];
  /** The versions that it takes in now. */
  includes: { kind: string; name: string; version: number }[];
  aboutTokens: number;
}

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

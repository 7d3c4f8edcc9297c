import { typedValue } from "../prompts/values";
import type { FoundVariable } from "../prompts/check";
import type { PromptContent } from "../prompts/content";

/** A version of a prompt that a variant began as. */
export interface SavedPrompt {
  name: string;
  version: number;
  content: PromptContent;
}

/** One way to ask. */
export interface Variant {
  id: string;
  content: PromptContent;
  saved?: SavedPrompt;
}

/** What is tried, with what. */
export interface Setup {
  variants: Variant[];
  /** What was typed for variables, by name; all variants share it. */
  values: Record<string, string>;
  /** What mocked tools answer, as it was typed, by name. */
  replies: Record<string, string>;
  /** What was lost on the way here. */
  warnings: string[];
}

export const mostVariants = 8;
const letters = ["A", "B", "C", "D", "E", "F", "G", "H"];

export const freeId = (variants: readonly Variant[]): string =>
  letters.find((letter) => variants.every(({ id }) => id !== letter)) ?? "H";

export const isUnchanged = ({ content, saved }: Variant): boolean =>
  saved !== undefined && JSON.stringify(saved.content) === JSON.stringify(content);

/** A setup with one variant, and values that the prompt itself gives as examples. */
export function setupOf(content: PromptContent, saved?: SavedPrompt, warnings: string[] = []): Setup {
  return { variants: [{ id: "A", content, saved }], values: examplesIn(content), replies: {}, warnings };
}

export function examplesIn({ variables = {}, examples = [] }: PromptContent): Record<string, string> {
  const given = Object.entries(variables).map(([name, { example }]) => [name, example] as const);
  const shown = Object.entries(examples[0]?.variables ?? {});
  return Object.fromEntries(
    [...given, ...shown]
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** The names of the tools that a prompt offers its model. */
export const toolsIn = ({ tools = [] }: PromptContent): string[] =>
  tools.flatMap((tool) => {
    const { name, ref } = tool as { name?: unknown; ref?: unknown };
    if (typeof name === "string") return [name];
    return typeof ref === "string"
      ? [
          ref
            .replace(/@[^@]*$/, "")
            .split("/")
            .at(-1) ?? ref,
        ]
      : [];
  });

/** What the server is asked: a variant that was not changed by its version, others by their content. */
export function requestOf(
  { variants, values, replies }: Setup,
  foundIn: (id: string) => readonly FoundVariable[] | undefined,
) {
  return {
    variants: variants.map((variant) => ({
      id: variant.id,
      variables: variablesOf(values, foundIn(variant.id)),
      ...(isUnchanged(variant)
        ? { prompt: { name: variant.saved?.name, version: variant.saved?.version } }
        : { content: variant.content }),
    })),
    toolReplies: Object.fromEntries(
      Object.entries(replies)
        .filter(([, text]) => text.trim() !== "")
        .map(([name, text]) => [name, typedValue(text, "any")]),
    ),
  };
}

/** The values that a variant uses; all of them while it is not known which. */
function variablesOf(
  values: Record<string, string>,
  found: readonly FoundVariable[] | undefined,
): Record<string, unknown> {
  const wanted = found ?? Object.keys(values).map((name) => ({ name, type: "any" as const }));
  return Object.fromEntries(
    wanted
      .map(({ name, type }) => [name, typedValue(values[name] ?? "", type)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

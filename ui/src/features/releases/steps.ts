import type { Model } from "../../components/ModelField";

/** A pinned version, or how a person names one. */
export type Reference = string | { name: string; version?: number };

/** One step of a release, as a form shows it; what else it holds stays as it is. */
export interface Step {
  prompt?: Reference;
  model?: Model;
  fallbacks?: unknown;
  tools?: Reference[];
  retrieval?: unknown;
  guardrailPolicy?: Reference;
  [more: string]: unknown;
}

export interface Manifest {
  steps: Record<string, Step>;
  codeRevision?: string;
  metadata?: unknown;
  [more: string]: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a form can show it; anything else is written as JSON. */
export const isManifest = (value: unknown): value is Manifest =>
  isObject(value) && isObject(value.steps) && Object.values(value.steps).every(isObject);

export const wordsOf = (reference: Reference): string =>
  typeof reference === "string"
    ? reference
    : reference.version === undefined
      ? reference.name
      : `${reference.name}@${reference.version}`;

/** Without what was emptied. */
export const without = <Content extends object>(content: Content): Content =>
  Object.fromEntries(
    Object.entries(content).filter(
      ([, value]: [string, unknown]) =>
        value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Content;

/** The manifest with a step under another name, in its old place. */
export function renamed({ steps, ...rest }: Manifest, from: string, to: string): Manifest {
  if (to in steps) return { steps, ...rest };
  const next = Object.entries(steps).map(([name, step]) => [name === from ? to : name, step] as const);
  return { steps: Object.fromEntries(next), ...rest };
}

export function freeName(steps: Record<string, Step>): string {
  for (let number = Object.keys(steps).length + 1; ; number++)
    if (!(`step-${number}` in steps)) return `step-${number}`;
}

import type { Results } from "./results";
import type { Setup } from "./setup";

/** A playground as it was left. */
export interface Kept {
  from: string;
  setup: Setup;
  results: Results;
}

const keyOf = (project: string) => `stet-playground-${project}`;

/** What was left in this tab, unless something else is to be begun. */
export function keptIn(project: string, from: string): Kept | undefined {
  const text = sessionStorage.getItem(keyOf(project));
  if (text === null) return undefined;
  const kept = JSON.parse(text) as Kept;
  return from === "" || kept.from === from ? kept : undefined;
}

/** Keeps it while the tab lives. What is too large for that, as with images in it, is not kept. */
export function keep(project: string, kept: Kept): void {
  try {
    sessionStorage.setItem(keyOf(project), JSON.stringify(kept));
  } catch {
    sessionStorage.removeItem(keyOf(project));
  }
}

export const forget = (project: string): void => sessionStorage.removeItem(keyOf(project));

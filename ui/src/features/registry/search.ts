import type { ArtifactSearch } from "../../api/artifacts";

export const sorts = {
  name: "Name",
  updated: "Changed last",
} as const;

/** What a list of artifacts shows; all of it is in the URL. */
export function artifactSearchOf(search: Record<string, unknown>): ArtifactSearch {
  return {
    folder: text(search.folder),
    tag: text(search.tag),
    q: text(search.q),
    label: text(search.label),
    favourite: flag(search.favourite),
    archived: flag(search.archived),
    sort: typeof search.sort === "string" && Object.hasOwn(sorts, search.sort) ? search.sort : undefined,
  };
}

export const isNarrowed = ({ sort, folder, ...rest }: ArtifactSearch): boolean =>
  Object.values(rest).some((value: unknown) => value !== undefined);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
const flag = (value: unknown): true | undefined => (value === true || value === "true" ? true : undefined);

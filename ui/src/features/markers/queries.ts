import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Marker, NewMarker } from "../../api/types";
import { periodOf, timeRangeOf, type TimeRange } from "../../components/timeRange";

const path = (project: string) => `/projects/${project}/markers`;

export const kinds = ["deploy", "incident", "note"] as const;
export type MarkerKind = (typeof kinds)[number];

/** Which markers are listed; all of it is in the URL. */
export interface MarkerSearch extends TimeRange {
  kind?: MarkerKind;
}

export const markerSearchOf = (search: Record<string, unknown>): MarkerSearch => ({
  ...timeRangeOf(search),
  kind: kinds.find((kind) => kind === search.kind),
});

export const markersQuery = (project: string, { range, from, to }: TimeRange) =>
  queryOptions({
    queryKey: ["markers", project, "list", { range, from, to }],
    queryFn: async ({ signal }) => {
      const period = periodOf({ range, from, to }, Date.now());
      const query = { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() };
      return (await http.get<{ items: Marker[] }>(path(project), { query, signal })).items;
    },
    placeholderData: keepPreviousData,
  });

export function useAddMarker(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (marker: NewMarker) => http.post<Marker>(path(project), marker),
    onSettled: () => cache.invalidateQueries({ queryKey: ["markers", project] }),
  });
}

export function useRemoveMarker(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`${path(project)}/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["markers", project] }),
  });
}

import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { quoted } from "../../api/query";
import type { ErrorGroup, ErrorGroups } from "../../api/types";
import { boundsOf, periodOf } from "../../components/timeRange";
import type { ErrorSearch } from "./search";

export const errorsQuery = (project: string, { open, ...search }: ErrorSearch) =>
  infiniteQueryOptions({
    queryKey: ["errors", project, search],
    queryFn: ({ pageParam, signal }) => {
      const { range, from, to, app, ...rest } = search;
      return http.get<ErrorGroups>(`/projects/${project}/errors`, {
        query: {
          ...rest,
          where: app && `app = ${quoted(app)}`,
          ...boundsOf({ range, from, to }, Date.now()),
          cursor: pageParam,
        },
        signal,
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: polled(30_000),
  });

export const keyOf = ({ kind, shape }: ErrorGroup): string => `${kind ?? ""}: ${shape ?? ""}`;

/** Whether it was never seen before the time that is looked at. */
export function isNew({ firstSeenAt }: ErrorGroup, search: ErrorSearch): boolean {
  return search.range !== "all" && Date.parse(firstSeenAt) >= periodOf(search, Date.now()).from;
}

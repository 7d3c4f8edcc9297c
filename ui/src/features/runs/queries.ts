import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Run, RunItem } from "../../api/types";

const everySecond = 1000;

export interface RunsSearch {
  suite?: string;
  state?: Run["state"];
}

export interface ItemsSearch {
  verdict?: "pass" | "fail" | "error";
  q?: string;
}

const states = ["running", "waiting", "finished", "cancelled", "stopped"] as const;
const verdicts = ["pass", "fail", "error"] as const;

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export const runsSearchOf = (search: Record<string, unknown>): RunsSearch => ({
  suite: text(search.suite),
  state: states.find((it) => it === search.state),
});

export const itemsSearchOf = (search: Record<string, unknown>): ItemsSearch => ({
  verdict: verdicts.find((it) => it === search.verdict),
  q: text(search.q),
});

export const goesOn = ({ state }: Run): boolean => state === "running" || state === "waiting";

interface Page<Item> {
  items: Item[];
  nextCursor?: string | null;
}

export const runsQuery = (project: string, search: RunsSearch) =>
  infiniteQueryOptions({
    queryKey: ["runs", project, search],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Run>>(`/projects/${project}/runs`, { query: { ...search, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(goesOn)) ? everySecond : false,
  });

export const runQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["run", project, id],
    queryFn: ({ signal }) => http.get<Run>(`/projects/${project}/runs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && goesOn(state.data) ? everySecond : false),
  });

/** @param done how many items are over: more of them are asked for when it changes */
export const itemsQuery = (project: string, id: string, search: ItemsSearch, done: number) =>
  infiniteQueryOptions({
    queryKey: ["run items", project, id, search, done],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<RunItem>>(`/projects/${project}/runs/${id}/items`, {
        query: { ...search, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** Cancels a run or lets it go on. */
export function useRunChange(project: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (what: "cancel" | "resume") => http.post<Run>(`/projects/${project}/runs/${id}/${what}`, {}),
    onSuccess: (run) => cache.setQueryData(runQuery(project, id).queryKey, run),
    onSettled: () => cache.invalidateQueries({ queryKey: ["runs", project] }),
  });
}

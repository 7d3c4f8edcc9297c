import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { hrefOf, http, type Query } from "../../api/http";
import type {
  CaseDifferenceList,
  CaseList,
  CasesTaken,
  Dataset,
  DatasetCase,
  DatasetDescription,
  DatasetEdit,
  DatasetList,
  DatasetSaving,
  DatasetVersionList,
  NewDataset,
  TracesToTake,
} from "../../api/types";
import type { CaseFilter } from "./view";

const pageSize = 100;

const path = (project: string) => `/projects/${project}/datasets`;
const one = (project: string, name: string) => `${path(project)}/${encodeURIComponent(name)}`;
const key = (project: string) => ["datasets", project] as const;

export const datasetsQuery = (project: string, archived = false) =>
  infiniteQueryOptions({
    queryKey: [...key(project), "list", archived],
    queryFn: ({ pageParam, signal }) =>
      http.get<DatasetList>(path(project), {
        query: { archived, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const datasetQuery = (project: string, name: string) =>
  queryOptions({
    queryKey: [...key(project), "one", name],
    queryFn: ({ signal }) => http.get<Dataset>(one(project, name), { signal }),
  });

export const versionsQuery = (project: string, name: string) =>
  infiniteQueryOptions({
    queryKey: [...key(project), "versions", name],
    queryFn: ({ pageParam, signal }) =>
      http.get<DatasetVersionList>(`${one(project, name)}/versions`, {
        query: { limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const casesQuery = (project: string, name: string, version: number, filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: [...key(project), "cases", name, version, filter],
    queryFn: ({ pageParam, signal }) =>
      http.get<CaseList>(`${one(project, name)}/versions/${version}/cases`, {
        query: { ...filter, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const differencesQuery = (project: string, name: string, from: number, to: number) =>
  infiniteQueryOptions({
    queryKey: [...key(project), "diff", name, from, to],
    queryFn: ({ pageParam, signal }) =>
      http.get<CaseDifferenceList>(`${one(project, name)}/diff`, {
        query: { from, to, limit: pageSize, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const formats = ["csv", "jsonl", "parquet"] as const;
export type Format = (typeof formats)[number];

/** Where the browser fetches a version as a file. */
export const fileHref = (project: string, name: string, version: number, format: Format): string =>
  hrefOf(`${one(project, name)}/versions/${version}/export`, { format });

function useChange<Input, Output>(project: string, change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => cache.invalidateQueries({ queryKey: key(project) }),
  });
}

export const useCreateDataset = (project: string) =>
  useChange(project, (wanted: NewDataset) => http.post<Dataset>(path(project), wanted));

export const useDescribeDataset = (project: string, name: string) =>
  useChange(project, (change: DatasetDescription) => http.patch<Dataset>(one(project, name), change));

/** A case as it is sent; what is absent is not said. */
export type WrittenCase = Partial<DatasetCase>;

/** Makes a version; refused when another came after {@code expectedLatest}. */
export const useEditCases = (project: string, name: string) =>
  useChange(project, (edit: Omit<DatasetEdit, "put"> & { put?: WrittenCase[] }) =>
    http.post<DatasetSaving>(`${one(project, name)}/versions`, edit),
  );

/** What is told of a file besides its rows. */
export interface FileWords {
  file: File;
  /** What columns become that is not what their names say. */
  mapping: Record<string, string>;
  replace: boolean;
}

const types: Record<Format, string> = {
  csv: "text/csv",
  jsonl: "application/jsonl",
  parquet: "application/vnd.apache.parquet",
};

export function formatOf(fileName: string): Format {
  const ending = fileName.toLowerCase().split(".").at(-1);
  if (ending === "csv" || ending === "tsv") return "csv";
  return ending === "parquet" ? "parquet" : "jsonl";
}

function sendFile(
  project: string,
  name: string,
  { file, mapping, replace }: FileWords,
  more: Query,
  signal?: AbortSignal,
): Promise<CasesTaken> {
  const format = formatOf(file.name);
  const query: Query = {
    format,
    file: file.name,
    separator: file.name.toLowerCase().endsWith(".tsv") ? "tab" : undefined,
    map: Object.entries(mapping).map(([column, target]) => `${column}:${target}`),
    replace: replace || undefined,
    ...more,
  };
  return http.upload<CasesTaken>(`${one(project, name)}/import`, file, types[format], query, signal);
}

/** What would come of a file. */
export const fileTryQuery = (project: string, name: string, words: FileWords | undefined) =>
  queryOptions({
    queryKey: [
      "dataset file",
      project,
      name,
      words?.file.name,
      words?.file.size,
      words?.file.lastModified,
      words?.mapping,
      words?.replace,
    ],
    queryFn: ({ signal }) => {
      if (!words) throw new Error("no file is chosen");
      return sendFile(project, name, words, { dryRun: true }, signal);
    },
    enabled: words !== undefined,
    retry: false,
    gcTime: 0,
  });

export const useImportFile = (project: string, name: string, expectedLatest: number) =>
  useChange(project, ({ message, ...words }: FileWords & { message: string }) =>
    sendFile(project, name, words, { message, expectedLatest }),
  );

/** The traces that cases are made of: those that a filter finds, or those named. */
export interface TakenTraces {
  query?: Query;
  traces?: TracesToTake["traces"];
}

export const useTakeTraces = (project: string, { query, traces }: TakenTraces) =>
  useChange(project, ({ name, ...wanted }: Omit<TracesToTake, "traces"> & { name: string }) =>
    http.post<CasesTaken>(`${one(project, name)}/from-traces`, { ...wanted, traces }, { query }),
  );

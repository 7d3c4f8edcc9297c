import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import type { ExportSchedule, ExportTest, Exporting, WantedExports } from "../../api/types";

const path = (project: string) => `/projects/${project}/export-schedule`;
const key = (project: string) => ["export-schedule", project];

export const scheduleQuery = (project: string) =>
  queryOptions({
    queryKey: key(project),
    queryFn: ({ signal }) => http.get<Exporting>(path(project), { signal }),
    refetchInterval: polled(5_000),
  });

function useChange<Input, Output>(project: string, change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => cache.invalidateQueries({ queryKey: key(project) }),
  });
}

export const useSaveSchedule = (project: string) =>
  useChange(project, (wanted: WantedExports) => http.put<ExportSchedule>(path(project), wanted));

export const useRemoveSchedule = (project: string) =>
  useChange<undefined, undefined>(project, () => http.delete(path(project)));

/** Exports again from a slice on; without one, tries the next slice at once. */
export const useRunExport = (project: string) =>
  useChange(project, (from: string | undefined) =>
    http.post<ExportSchedule>(`${path(project)}/run`, { from }),
  );

export const useTestExport = (project: string) =>
  useMutation({
    mutationFn: (wanted: WantedExports) => http.post<ExportTest>(`${path(project)}/test`, wanted),
  });

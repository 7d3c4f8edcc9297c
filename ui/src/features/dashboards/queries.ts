import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { allOf, ask } from "../../api/query";
import type { components } from "../../api/schema";
import { periodOf, type TimeRange } from "../../components/timeRange";
import type { Dashboard, Panel } from "./dashboard";

export type View = Omit<components["schemas"]["View"], "content"> & { content: Dashboard };

const refresh = 15_000;
const path = (project: string) => `/projects/${project}/views`;
const iso = (ms: number): string => new Date(ms).toISOString();

export const dashboardsQuery = (project: string) =>
  queryOptions({
    queryKey: ["dashboards", project],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: View[] }>(path(project), { query: { kind: "dashboard" }, signal })).items,
  });

export const dashboardQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["dashboards", project, id],
    queryFn: ({ signal }) => http.get<View>(`${path(project)}/${id}`, { signal }),
  });

export function useAddDashboard(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; content: Dashboard }) =>
      http.post<View>(path(project), { kind: "dashboard", ...body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["dashboards", project], exact: true }),
  });
}

export function useSaveDashboard(project: string, id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; name?: string; content?: Dashboard }) =>
      http.put<View>(`${path(project)}/${id}`, body),
    onSuccess: (saved) => {
      cache.setQueryData(["dashboards", project, id], saved);
      return cache.invalidateQueries({ queryKey: ["dashboards", project], exact: true });
    },
  });
}

export function useRemoveDashboard(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.delete(`${path(project)}/${id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["dashboards", project], exact: true }),
  });
}

const bucketed: Panel["chart"][] = ["line", "area", "bar", "heatmap"];
const narrowed: Partial<Record<Panel["chart"], number>> = { heatmap: 40 };

/** The numbers of a panel; of the time before as well when they are compared with it. */
export const panelQuery = (
  project: string,
  panel: Panel,
  where: string | null | undefined,
  time: TimeRange,
) =>
  queryOptions({
    queryKey: ["panel", project, panel, where, time],
    queryFn: async ({ signal }) => {
      const { from, to } = periodOf(time, Date.now());
      const parameters = {
        measure: panel.measures ?? [],
        over: panel.over,
        where: allOf(where, panel.where),
        by: panel.chart === "number" ? undefined : panel.by,
        top: panel.top,
        buckets: bucketed.includes(panel.chart) ? (narrowed[panel.chart] ?? 60) : 0,
      };
      const [now, before] = await Promise.all([
        ask(project, { ...parameters, from: iso(from), to: iso(to) }, signal),
        panel.chart === "number"
          ? ask(project, { ...parameters, from: iso(from - (to - from)), to: iso(from) }, signal)
          : undefined,
      ]);
      return { now, before };
    },
    placeholderData: keepPreviousData,
    refetchInterval: polled(refresh),
  });

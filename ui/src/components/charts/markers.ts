import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { ask } from "../../api/query";
import type { Marker } from "../../api/types";
import { periodOf, type TimeRange } from "../timeRange";

/** A moment that is drawn across the time axes. */
export interface Mark {
  at: number;
  title: string;
  bad?: boolean;
}

/** What the charts are about whose axes are marked. */
export interface Marked extends TimeRange {
  app?: string;
  environment?: string;
  where?: string | null;
}

const earlier = 30 * 24 * 3_600_000;
const mostReleases = 20;
const iso = (ms: number): string => new Date(ms).toISOString();

/** What people, pipelines and deployments marked, and when releases came that had sent nothing in the 30 days before. */
export const marksQuery = (project: string, { range, from, to, app, environment, where }: Marked) =>
  queryOptions({
    queryKey: ["markers", project, "drawn", { range, from, to, app, environment, where }],
    queryFn: async ({ signal }): Promise<Mark[]> => {
      const period = periodOf({ range, from, to }, Date.now());
      const [start, end] = [iso(period.from), iso(period.to)];
      const question = { measure: ["count"], where, by: "release" };
      const [now, before, { items }] = await Promise.all([
        ask(project, { ...question, top: mostReleases, from: start, to: end, buckets: 60 }, signal),
        ask(project, { ...question, top: 50, from: iso(period.from - earlier), to: start }, signal),
        http.get<{ items: Marker[] }>(`/projects/${project}/markers`, {
          query: { from: start, to: end, app, environment },
          signal,
        }),
      ]);
      const marked = items.map(({ at, kind, title }) => ({
        at: Date.parse(at),
        title: kind === "note" ? title : `${kind}: ${title}`,
        bad: kind === "incident",
      }));
      const old = new Set(before.series.map(({ value }) => value));
      const releases = now.series.flatMap(({ value, buckets }) => {
        const at = now.startedAt[buckets.findIndex(([count]) => (count ?? 0) > 0)];
        return value === undefined || old.has(value) || at === undefined
          ? []
          : [{ at: Date.parse(at), title: `release ${value}` }];
      });
      return [...releases, ...marked];
    },
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

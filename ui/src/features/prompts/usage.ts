import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { ask, quoted, type Value } from "../../api/query";
import { periodOf, type TimeRange } from "../../components/timeRange";

export interface VersionFigures {
  version: string;
  /** Whether the calls say which version it was. */
  known: boolean;
  requests: Value;
  failureRate: Value;
  p50: Value;
  p95: Value;
  cost: Value;
  tokens: Value;
  /** The means of what was judged. */
  scores: Value[];
  /** Requests, stretch by stretch. */
  overTime: Value[];
}

export interface Usage {
  startedAt: string[];
  judged: { name: string; share: boolean }[];
  versions: VersionFigures[];
}

const measures = [
  "count",
  "failureRate",
  "p50(durationMs)",
  "p95(durationMs)",
  "sum(costUsd)",
  "sum(totalTokens)",
] as const;
const mostScores = 4;
const mostVersions = 20;

/** What traces say of each version of a prompt. */
export const usageQuery = (project: string, prompt: string, time: TimeRange) =>
  queryOptions({
    queryKey: ["version figures", project, prompt, time],
    queryFn: async ({ signal }): Promise<Usage> => {
      const period = periodOf(time, Date.now());
      const from = new Date(period.from).toISOString();
      const to = new Date(period.to).toISOString();
      const { items } = await http.get<{ items: { name: string; type: string }[] }>(
        `/projects/${project}/score-names`,
        { query: { from, to }, signal },
      );
      const judged = items
        .filter(({ type }) => type === "number" || type === "boolean")
        .slice(0, mostScores)
        .map(({ name, type }) => ({ name, share: type === "boolean" }));
      const answer = await ask(
        project,
        {
          measure: [...measures, ...judged.map(({ name }) => `mean(score[${quoted(name)}])`)],
          where: `prompt = ${quoted(prompt)}`,
          by: "promptVersion",
          top: mostVersions,
          buckets: 60,
          from,
          to,
        },
        signal,
      );
      return {
        startedAt: answer.startedAt,
        judged,
        versions: answer.series.map(({ group, value, totals, buckets }) => {
          const [requests, failureRate, p50, p95, cost, tokens, ...scores] = totals.map((one) => one);
          return {
            version: value ?? group,
            known: value !== undefined,
            requests: requests ?? null,
            failureRate: failureRate ?? null,
            p50: p50 ?? null,
            p95: p95 ?? null,
            cost: cost ?? null,
            tokens: tokens ?? null,
            scores,
            overTime: buckets.map(([count]) => count ?? null),
          };
        }),
      };
    },
    placeholderData: keepPreviousData,
    refetchInterval: polled(15_000),
  });

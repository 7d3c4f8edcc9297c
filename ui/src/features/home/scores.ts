import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { http } from "../../api/http";
import { polled } from "../../api/live";
import { ask, quoted, type Value } from "../../api/query";
import { periodOf } from "../../components/timeRange";
import { whereOf, type Comparable, type Scope } from "./scope";

const refresh = 10_000;
const most = 5;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Something that traces were judged for. */
export interface Judged {
  name: string;
  label: string;
  /** Yes or no: a mean is the share of yes. */
  share: boolean;
  /** Whether less of it is better. */
  better?: "lower";
}

interface ScoreName {
  name: string;
  type: "number" | "boolean" | "category" | "text";
  source: "user" | "reviewer" | "evaluator" | "code";
}

async function judgedIn(project: string, scope: Scope, signal: AbortSignal): Promise<Judged[]> {
  const { from, to } = periodOf(scope, Date.now());
  const { items } = await http.get<{ items: ScoreName[] }>(`/projects/${project}/score-names`, {
    query: { from: iso(from - (to - from)), to: iso(to) },
    signal,
  });
  const byName = new Map<string, Judged>();
  for (const { name, type, source } of items) {
    if ((type !== "number" && type !== "boolean") || byName.has(name)) continue;
    byName.set(name, {
      name,
      label: name === "escalated" ? "Escalations" : source === "user" ? `${name}, by end users` : name,
      share: type === "boolean",
      better: name === "escalated" ? "lower" : undefined,
    });
  }
  return [...byName.values()].slice(0, most);
}

const mean = ({ name }: Judged): string => `mean(score[${quoted(name)}])`;
const scored = ({ name }: Judged): string => `count(score[${quoted(name)}])`;

export interface Quality {
  judged: Judged;
  now: Value;
  before: Value;
  /** How many traces were judged. */
  count: Value;
}

/** What traces were judged to be in the period, and in the one before. */
export const qualityQuery = (project: string, scope: Scope) =>
  queryOptions({
    queryKey: ["home", project, "quality", scope],
    queryFn: async ({ signal }): Promise<Quality[]> => {
      const judged = await judgedIn(project, scope, signal);
      if (judged.length === 0) return [];
      const { from, to } = periodOf(scope, Date.now());
      const question = { measure: [...judged.map(mean), ...judged.map(scored)], where: whereOf(scope) };
      const [now, before] = await Promise.all([
        ask(project, { ...question, from: iso(from), to: iso(to) }, signal),
        ask(project, { ...question, from: iso(from - (to - from)), to: iso(from) }, signal),
      ]);
      return judged.map((one, i) => ({
        judged: one,
        now: now.totals[i] ?? null,
        before: before.totals[i] ?? null,
        count: now.totals[judged.length + i] ?? null,
      }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: polled(refresh),
  });

export interface JudgedBy {
  judged: Judged[];
  /** The means of a release, model or other value, by its name; of what has none under "". */
  means: Map<string, Value[]>;
}

/** What the traces of each release, model or other value were judged to be. */
export const judgedByQuery = (project: string, scope: Scope, by: Comparable) =>
  queryOptions({
    queryKey: ["home", project, "judged by", scope, by],
    queryFn: async ({ signal }): Promise<JudgedBy> => {
      const judged = await judgedIn(project, scope, signal);
      if (judged.length === 0) return { judged, means: new Map() };
      const { from, to } = periodOf(scope, Date.now());
      const { series } = await ask(
        project,
        {
          measure: ["count", ...judged.map(mean)],
          where: whereOf(scope),
          by,
          top: 50,
          from: iso(from),
          to: iso(to),
        },
        signal,
      );
      return {
        judged,
        means: new Map(series.map(({ group, value, totals }) => [value ?? group, totals.slice(1)])),
      };
    },
    placeholderData: keepPreviousData,
    refetchInterval: polled(refresh),
  });

import { allOf, quoted } from "../../api/query";
import { timeRangeOf, type TimeRange } from "../../components/timeRange";

export const comparable = [
  "release",
  "model",
  "prompt",
  "promptVersion",
  "app",
  "environment",
  "provider",
] as const;
export type Comparable = (typeof comparable)[number];

/** What the page is about; all of it is in the URL. */
export interface Scope extends TimeRange {
  app?: string;
  environment?: string;
  by?: Comparable;
}

export function scopeOf(search: Record<string, unknown>): Scope {
  return {
    ...timeRangeOf(search),
    app: text(search.app),
    environment: text(search.environment),
    by: comparable.find((one) => one === search.by),
  };
}

/** The filter that holds the page to its app and environment. */
export const whereOf = ({ app, environment }: Scope): string | undefined =>
  allOf(app && `app = ${quoted(app)}`, environment && `environment = ${quoted(environment)}`);

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

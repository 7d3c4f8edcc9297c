/** What a dashboard holds; the server checks the same. */
export interface Dashboard {
  panels: Panel[];
  where?: string | null;
}

export const charts = [
  "line",
  "area",
  "bar",
  "histogram",
  "heatmap",
  "table",
  "number",
  "top",
  "text",
] as const;
export type ChartKind = (typeof charts)[number];

export interface Panel {
  title: string;
  chart: ChartKind;
  columns?: number | null;
  measures?: string[] | null;
  over?: "traces" | "generations" | "spans" | null;
  where?: string | null;
  by?: string | null;
  top?: number | null;
  text?: string | null;
}

export const subjects = ["traces", "generations", "spans"] as const;

export const dimensions = [
  "name",
  "status",
  "errorKind",
  "kind",
  "app",
  "environment",
  "release",
  "provider",
  "model",
  "prompt",
  "promptVersion",
  "user",
  "session",
  "tag",
] as const;

export const amounts = [
  "durationMs",
  "timeToFirstTokenMs",
  "inputTokens",
  "outputTokens",
  "totalTokens",
  "costUsd",
  "spanCount",
  "generationCount",
] as const;

/** What a new dashboard begins with. */
export const starter: Dashboard = {
  panels: [
    { title: "Requests", chart: "number", measures: ["count"] },
    { title: "Failure rate", chart: "number", measures: ["failureRate"] },
    { title: "Cost", chart: "number", measures: ["sum(costUsd)"] },
    {
      title: "Requests by model",
      chart: "bar",
      columns: 2,
      measures: ["count"],
      over: "generations",
      by: "model",
      top: 6,
    },
    { title: "What fails", chart: "top", measures: ["count(status = error)"], by: "errorKind" },
    {
      title: "Waiting time",
      chart: "line",
      columns: 2,
      measures: ["p50(durationMs)", "p95(durationMs)", "p99(durationMs)"],
    },
    { title: "How waiting time is spread", chart: "histogram", measures: ["count"], by: "durationMs" },
    {
      title: "Cost by model",
      chart: "area",
      columns: 3,
      measures: ["sum(costUsd)"],
      over: "generations",
      by: "model",
      top: 6,
    },
  ],
};

/** A file's text as a dashboard, or why it is none. */
export function dashboardOf(text: string): { name: string; content: Dashboard } | string {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return "The file is not JSON.";
  }
  const { name, content } = (file ?? {}) as { name?: unknown; content?: { panels?: unknown } };
  if (typeof name !== "string" || !Array.isArray(content?.panels))
    return "The file is not a dashboard: it needs “name” and “content” with “panels”.";
  return { name, content: content as Dashboard };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const presets = {
  "15m": { label: "Last 15 minutes", short: "15 min", ms: 15 * minute },
  "1h": { label: "Last hour", short: "hour", ms: hour },
  "6h": { label: "Last 6 hours", short: "6 hours", ms: 6 * hour },
  "24h": { label: "Last 24 hours", short: "24 hours", ms: day },
  "7d": { label: "Last 7 days", short: "7 days", ms: 7 * day },
  "30d": { label: "Last 30 days", short: "30 days", ms: 30 * day },
} as const;

export type Preset = keyof typeof presets;

/** Either a span that moves with the clock, or one between two fixed moments. */
export interface TimeRange {
  range?: Preset | "all";
  from?: string;
  to?: string;
}

export const defaultRange: Preset = "24h";

export function timeRangeOf(search: Record<string, unknown>): TimeRange {
  const from = momentOf(search.from);
  const to = momentOf(search.to);
  if (from || to) return { from, to };
  const range = search.range;
  if (range === "all") return { range };
  if (typeof range === "string" && Object.hasOwn(presets, range)) return { range: range as Preset };
  return {};
}

function momentOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

export function boundsOf(time: TimeRange, now: number): { from?: string; to?: string } {
  if (time.from || time.to) return { from: time.from, to: time.to };
  if (time.range === "all") return {};
  return { from: new Date(now - presets[time.range ?? defaultRange].ms).toISOString() };
}

/** The same range with both ends, for questions that compare it with the period before. */
export function periodOf(time: TimeRange, now: number): { from: number; to: number } {
  if (time.range === "all") return { from: now - presets["30d"].ms, to: now };
  const { from, to } = boundsOf(time, now);
  const end = to ? Date.parse(to) : now;
  return { from: from ? Date.parse(from) : end - presets[defaultRange].ms, to: end };
}

import type { QuerySeries, Value } from "../../api/query";
import { duration, money, percent, shortCount } from "../../components/format";

/** How the values of a measure are written, with their unit. */
export function formatOf(measure: string): (value: number) => string {
  if (/^(failureRate|share\()/.test(measure)) return percent;
  if (measure === "rate") return (value) => `${value < 10 ? value.toFixed(2) : shortCount(value)}/s`;
  if (/^(count|distinct)/.test(measure)) return shortCount;
  if (/Usd\)$/.test(measure)) return money;
  if (/Ms\)$/.test(measure)) return (value) => (value === 0 ? "0" : duration(value));
  return (value) => shortCount(Math.round(value * 10) / 10);
}

export const shown = (measure: string, value: Value | undefined): string =>
  value == null ? "unknown" : formatOf(measure)(value);

/** What a series is called. A step is named by the least amount in it. */
export function nameOf({ group, value }: QuerySeries, by?: string | null): string {
  if (group !== "value") return group;
  return by && /[a-z](Ms|Usd|Tokens|Count)$/.test(by) ? stepName(by, value ?? "") : (value ?? "");
}

function stepName(by: string, least: string): string {
  const amount = Number(least);
  return `≥ ${by.endsWith("Ms") ? duration(amount).replace(/\.0+(?= )/, "") : by.endsWith("Usd") ? `$${amount}` : shortCount(amount)}`;
}

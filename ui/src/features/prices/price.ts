import type { Price } from "../../api/types";

/** The kinds of tokens that have a rate of their own, as they are called here and in the file. */
export const rates = [
  ["input", "Input"],
  ["output", "Output"],
  ["cacheRead", "Cache read"],
  ["cacheWrite", "Cache write"],
  ["reasoning", "Reasoning"],
  ["audioInput", "Audio input"],
  ["audioOutput", "Audio output"],
] as const satisfies readonly (readonly [keyof Price, string])[];

export type Rate = (typeof rates)[number][0];

/** A price as it is typed. */
export type PriceForm = Record<Rate, string> & {
  provider: string;
  model: string;
  aliases: string;
  pattern: string;
  validFrom: string;
  validTo: string;
  /** What is said of long inputs and service tiers, in the words of the price file. */
  more: string;
};

export const today = (): string => new Date().toISOString().slice(0, 10);

export function formOf(price: Partial<Price>): PriceForm {
  const { above, serviceTiers } = price;
  return {
    ...(Object.fromEntries(rates.map(([rate]) => [rate, price[rate]?.toString() ?? ""])) as Record<
      Rate,
      string
    >),
    provider: price.provider ?? "",
    model: price.model ?? "",
    aliases: price.aliases?.join(", ") ?? "",
    pattern: price.pattern ?? "",
    validFrom: price.validFrom ?? today(),
    validTo: price.validTo ?? "",
    more: above || serviceTiers ? JSON.stringify({ above, serviceTiers }, null, 1) : "",
  };
}

/** @throws when what is said of long inputs and service tiers is not JSON */
export function priceOf(form: PriceForm): Price {
  const typed = Object.fromEntries(
    rates.flatMap(([rate]) => (form[rate].trim() === "" ? [] : [[rate, Number(form[rate])]])),
  );
  const more = form.more.trim() === "" ? {} : (JSON.parse(form.more) as object);
  return {
    ...typed,
    ...more,
    provider: form.provider.trim() || undefined,
    model: form.model.trim(),
    aliases: form.aliases
      .split(",")
      .map((alias) => alias.trim())
      .filter(Boolean),
    pattern: form.pattern.trim() || undefined,
    validFrom: form.validFrom || undefined,
    validTo: form.validTo || undefined,
  } as Price;
}

export const nameOf = ({ provider, model }: Pick<Price, "provider" | "model">): string =>
  `${provider ?? "any provider"} / ${model}`;

/** A rate in dollars per million tokens. */
export const perMillion = (rate?: number | null): string =>
  rate == null ? "–" : `$${rate.toLocaleString("en", { maximumFractionDigits: 6 })}`;

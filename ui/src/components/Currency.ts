import { createContext, useContext } from "react";

/** Another currency that people are shown costs in. */
export interface Currency {
  currency: string;
  /** How much of it a dollar is. */
  rate: number;
  /** When that was so. */
  day: string;
  /** Instead of dollars, and not beside them. */
  instead: boolean;
}

export const CurrencyContext = createContext<Currency | undefined>(undefined);

export const useCurrency = (): Currency | undefined => useContext(CurrencyContext);

/** An amount in dollars at the typed rate. */
export function converted(usd: number, { currency, rate }: Currency): string {
  const amount = usd * rate;
  const size = Math.abs(amount);
  const digits = size === 0 || size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
  if (size > 0 && size < 0.0001) return `<${written(0.0001, currency, 4)}`;
  return written(amount, currency, digits);
}

function written(amount: number, currency: string, digits: number): string {
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** What the rate is and who says so. */
export const rateWords = ({ currency, rate, day }: Currency): string =>
  `1 USD = ${rate} ${currency} on ${day}`;

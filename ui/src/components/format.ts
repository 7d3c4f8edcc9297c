const integer = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const dayTime = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const fullTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "long",
  hour12: false,
});

export const count = (n: number): string => integer.format(n);
export const shortCount = (n: number): string => (n < 10_000 ? integer.format(n) : compact.format(n));

export function money(usd: number): string {
  if (usd === 0) return "$0.00";
  const size = Math.abs(usd);
  if (size < 0.0001) return "<$0.0001";
  if (size < 0.01) return `$${usd.toFixed(4)}`;
  if (size < 1) return `$${usd.toFixed(3)}`;
  if (size < 10_000) return `$${integer.format(Math.trunc(usd))}${usd.toFixed(2).slice(-3)}`;
  return `$${compact.format(usd)}`;
}

export function duration(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  if (n < 1024 ** 2) return `${(n / 1024).toFixed(1)} KiB`;
  if (n < 1024 ** 3) return `${(n / 1024 ** 2).toFixed(1)} MiB`;
  return `${(n / 1024 ** 3).toFixed(2)} GiB`;
}

export const percent = (share: number): string =>
  `${(share * 100).toFixed(share !== 0 && share < 0.1 ? 2 : 1)} %`;

export const localTime = (at: string): string => dayTime.format(new Date(at));
export const localTimeInFull = (at: string): string => fullTime.format(new Date(at));

export function ago(at: string, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

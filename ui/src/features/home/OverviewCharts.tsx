import { useMemo, type ReactElement } from "react";
import { categoricalAt } from "../../components/charts/chart";
import type { Mark } from "../../components/charts/markers";
import { TimeChart, type Series } from "../../components/charts/TimeChart";
import { duration, money, percent, shortCount } from "../../components/format";
import type { Figure, Overview } from "./queries";

interface Props {
  overview: Overview;
  /** What is marked on every time axis. */
  markers?: Mark[];
  onPeriod: (from: string, to: string, failedOnly?: boolean) => void;
}

export default function OverviewCharts({ overview, markers, onPeriod }: Props): ReactElement {
  const times = useMemo(() => overview.startedAt.map((at) => Date.parse(at)), [overview]);
  const charts = useMemo(() => chartsOf(overview), [overview]);
  return (
    <>
      {charts.map(({ title, series, format, failedOnly }) => (
        <TimeChart
          key={title}
          title={title}
          times={times}
          series={series}
          format={format}
          markers={markers}
          onBucket={(index) => {
            const from = times[index];
            if (from === undefined) return;
            const to = from + overview.bucketMs;
            onPeriod(new Date(from).toISOString(), new Date(to).toISOString(), failedOnly);
          }}
        />
      ))}
    </>
  );
}

interface Drawn {
  title: string;
  series: Series[];
  format: (value: number) => string;
  failedOnly?: boolean;
}

function chartsOf({ overTime }: Overview): Drawn[] {
  const line = (name: string, figure: Figure, color: string): Series => ({
    name,
    kind: "line",
    color,
    values: overTime.map((one) => one[figure]),
  });
  const bars = (name: string, figure: Figure, color: string): Series => ({
    ...line(name, figure, color),
    kind: "bar",
  });
  const succeeded: Series = {
    name: "succeeded",
    kind: "bar",
    color: "accent",
    values: overTime.map(({ requests, failed }) => (requests ?? 0) - (failed ?? 0)),
  };
  return [
    {
      title: "How many requests came?",
      series: [succeeded, bars("failed", "failed", "bad")],
      format: shortCount,
    },
    {
      title: "How many of them failed?",
      series: [line("failure rate", "failureRate", "bad")],
      format: percent,
      failedOnly: true,
    },
    {
      title: "How long did people wait?",
      series: [
        line("p99", "p99", categoricalAt(1)),
        line("p95", "p95", "accent"),
        line("p50", "p50", "muted"),
      ],
      format: axisDuration,
    },
    {
      title: "How long until the first token?",
      series: [line("p95", "firstToken", "accent")],
      format: axisDuration,
    },
    { title: "What did it cost?", series: [bars("cost", "cost", "accent")], format: money },
    {
      title: "How many tokens?",
      series: [bars("in", "inputTokens", "accent"), bars("out", "outputTokens", "muted")],
      format: shortCount,
    },
  ];
}

const axisDuration = (ms: number): string => (ms === 0 ? "0" : duration(ms).replace(/\.00?(?= s)/, ""));

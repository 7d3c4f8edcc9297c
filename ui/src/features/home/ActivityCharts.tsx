import { useMemo, type ReactElement } from "react";
import type { Activity } from "../../api/types";
import { duration, money, shortCount } from "../../components/format";
import { TimeChart, type Series } from "../../components/charts/TimeChart";

interface Props {
  activity: Activity;
  onPeriod: (from: string, to: string) => void;
}

export default function ActivityCharts({ activity, onPeriod }: Props): ReactElement {
  const { times, traffic, latency, cost } = useMemo(() => seriesOf(activity), [activity]);
  const pick = (index: number) => {
    const from = times[index];
    if (from === undefined) return;
    onPeriod(new Date(from).toISOString(), new Date(from + activity.bucketMs).toISOString());
  };
  return (
    <>
      <TimeChart
        title="How many requests came?"
        times={times}
        series={traffic}
        format={shortCount}
        onBucket={pick}
      />
      <TimeChart
        title="How long did people wait?"
        times={times}
        series={latency}
        format={axisDuration}
        onBucket={pick}
      />
      <TimeChart title="What did it cost?" times={times} series={cost} format={money} onBucket={pick} />
    </>
  );
}

function seriesOf({ buckets }: Activity) {
  const traffic: Series[] = [
    { name: "succeeded", kind: "bar", color: "accent", values: buckets.map((b) => b.count - b.failed) },
    { name: "failed", kind: "bar", color: "bad", values: buckets.map((b) => b.failed) },
  ];
  const latency: Series[] = [
    { name: "p95", kind: "line", color: "accent", values: buckets.map((b) => b.durationP95Ms ?? null) },
    { name: "p50", kind: "line", color: "muted", values: buckets.map((b) => b.durationP50Ms ?? null) },
  ];
  const cost: Series[] = [
    { name: "cost", kind: "bar", color: "accent", values: buckets.map((b) => b.costUsd ?? null) },
  ];
  return { times: buckets.map((bucket) => Date.parse(bucket.startedAt)), traffic, latency, cost };
}

const axisDuration = (ms: number): string => (ms === 0 ? "0" : duration(ms).replace(/\.00?(?= s)/, ""));

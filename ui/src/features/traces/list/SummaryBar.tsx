import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { count, duration, percent, shortCount } from "../../../components/format";
import { Money } from "../../../components/Money";
import { countQuery } from "../queries";
import type { TraceFilter } from "../search";
import styles from "./SummaryBar.module.css";

interface Props {
  project: string;
  filter: TraceFilter;
  live: boolean;
}

export function SummaryBar({ project, filter, live }: Props): ReactElement {
  const { data } = useQuery({ ...countQuery(project, filter), refetchInterval: live ? 4_000 : false });
  if (!data) return <div className={styles.bar} aria-busy />;
  return (
    <dl className={styles.bar} aria-label="Summary of the traces found">
      <Fact name="traces">{count(data.count)}</Fact>
      <Fact name="failed">
        <span data-bad={data.failed > 0 || undefined}>
          {count(data.failed)} ({percent(data.count ? data.failed / data.count : 0)})
        </span>
      </Fact>
      {data.durationP50Ms != null && <Fact name="p50">{duration(data.durationP50Ms)}</Fact>}
      {data.durationP95Ms != null && <Fact name="p95">{duration(data.durationP95Ms)}</Fact>}
      <Fact name="tokens in">{shortCount(data.inputTokens)}</Fact>
      <Fact name="tokens out">{shortCount(data.outputTokens)}</Fact>
      <Fact name="cost">
        <Money usd={data.costUsd} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={styles.fact}>
      <dd>{children}</dd>
      <dt>{name}</dt>
    </div>
  );
}

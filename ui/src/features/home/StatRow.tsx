import type { ReactElement, ReactNode } from "react";
import type { TraceCount } from "../../api/types";
import { count, duration, percent, shortCount } from "../../components/format";
import { Money } from "../../components/Money";
import { Change } from "../../components/Change";
import type { Comparison } from "./queries";
import styles from "./StatRow.module.css";

const failureRate = ({ count: all, failed }: TraceCount): number | undefined =>
  all > 0 ? failed / all : undefined;
const tokens = ({ inputTokens, outputTokens }: TraceCount): number => inputTokens + outputTokens;
const ms = (value?: number | null): string => (value == null ? "–" : duration(value));

export function StatRow({ comparison: { now, before } }: { comparison: Comparison }): ReactElement {
  const rate = failureRate(now);
  return (
    <div className={styles.row}>
      <Stat name="Requests" value={<span title={count(now.count)}>{shortCount(now.count)}</span>}>
        <Change now={now.count} before={before.count} />
      </Stat>
      <Stat name="Failure rate" value={rate === undefined ? "–" : percent(rate)}>
        <Change now={rate} before={failureRate(before)} better="lower" points />
      </Stat>
      <Stat
        name="Latency p50, p95"
        value={
          <>
            {ms(now.durationP50Ms)} <span className="muted">/</span> {ms(now.durationP95Ms)}
          </>
        }
      >
        <Change now={now.durationP95Ms} before={before.durationP95Ms} better="lower" of="p95" />
      </Stat>
      <Stat
        name="Cost"
        value={
          now.count === 0 ? (
            "–"
          ) : (
            <Money usd={now.costUsd} because="No request in this range had a known price." />
          )
        }
      >
        <Change now={now.costUsd} before={before.costUsd} better="lower" />
      </Stat>
      <Stat
        name="Tokens"
        value={
          <span title={`${count(now.inputTokens)} in, ${count(now.outputTokens)} out`}>
            {shortCount(tokens(now))}
          </span>
        }
      >
        <Change now={tokens(now)} before={tokens(before)} />
      </Stat>
    </div>
  );
}

function Stat({
  name,
  value,
  children,
}: {
  name: string;
  value: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <section className={styles.stat} aria-label={name}>
      <div className={styles.name}>{name}</div>
      <div className={styles.value}>{value}</div>
      <div className={styles.change}>{children}</div>
    </section>
  );
}

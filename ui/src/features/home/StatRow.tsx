import type { ReactElement, ReactNode } from "react";
import type { Value } from "../../api/query";
import { Change } from "../../components/Change";
import { count, duration, percent, shortCount } from "../../components/format";
import { Money } from "../../components/Money";
import type { Figures } from "./queries";
import styles from "./StatRow.module.css";

const tokens = ({ inputTokens, outputTokens }: Figures): number => (inputTokens ?? 0) + (outputTokens ?? 0);
export const ms = (value: Value): string => (value == null ? "–" : duration(value));
export const share = (value: Value): string => (value == null ? "–" : percent(value));

export function StatRow({ now, before }: { now: Figures; before: Figures }): ReactElement {
  const compared = (before.requests ?? 0) > 0;
  return (
    <div className={styles.row}>
      <Stat
        name="Requests"
        value={<span title={count(now.requests ?? 0)}>{shortCount(now.requests ?? 0)}</span>}
      >
        {compared && <Change now={now.requests} before={before.requests} />}
      </Stat>
      <Stat name="Failure rate" value={share(now.failureRate)}>
        {compared && <Change now={now.failureRate} before={before.failureRate} better="lower" points />}
      </Stat>
      <Stat
        name="Latency p50, p95, p99"
        value={
          <>
            {ms(now.p50)} <span className="muted">/</span> {ms(now.p95)} <span className="muted">/</span>{" "}
            {ms(now.p99)}
          </>
        }
      >
        {compared && <Change now={now.p95} before={before.p95} better="lower" of="p95" />}
      </Stat>
      <Stat name="First token p95" value={ms(now.firstToken)}>
        {compared && <Change now={now.firstToken} before={before.firstToken} better="lower" />}
      </Stat>
      <Stat
        name="Cost"
        value={
          now.requests === 0 ? (
            "–"
          ) : (
            <Money usd={now.cost} because="No request in this range had a known price." />
          )
        }
      >
        {compared && <Change now={now.cost} before={before.cost} better="lower" />}
      </Stat>
      <Stat
        name="Tokens"
        value={
          <span title={`${count(now.inputTokens ?? 0)} in, ${count(now.outputTokens ?? 0)} out`}>
            {shortCount(tokens(now))}
          </span>
        }
      >
        {compared && <Change now={tokens(now)} before={tokens(before)} />}
      </Stat>
      {!compared && <p className={styles.note}>There is no earlier period to compare with yet.</p>}
    </div>
  );
}

export function Stat({
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

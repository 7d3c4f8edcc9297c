import type { ReactElement } from "react";
import type { Rollup } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { count, percent } from "../../components/format";
import { Money } from "../../components/Money";
import { Timestamp } from "../../components/Timestamp";

export function RollupFacts({
  rollup,
  sessions = false,
}: {
  rollup: Rollup;
  sessions?: boolean;
}): ReactElement {
  const { traceCount, failedCount } = rollup;
  return (
    <Facts label="Summary">
      {sessions && <Fact name="sessions">{count(rollup.sessionCount)}</Fact>}
      <Fact name="traces">{count(traceCount)}</Fact>
      <Fact name="failed">
        {count(failedCount)} ({percent(failedCount / traceCount)})
      </Fact>
      <Fact name="tokens">
        {count(rollup.inputTokens)} in, {count(rollup.outputTokens)} out
      </Fact>
      <Fact name="cost">
        <Money usd={rollup.costUsd} partial={rollup.costPartial} />
      </Fact>
      {!sessions && rollup.userId && <Fact name="end user">{rollup.userId}</Fact>}
      <Fact name="first seen">
        <Timestamp at={rollup.firstSeenAt} />
      </Fact>
      <Fact name="last seen">
        <Timestamp at={rollup.lastSeenAt} />
      </Fact>
    </Facts>
  );
}

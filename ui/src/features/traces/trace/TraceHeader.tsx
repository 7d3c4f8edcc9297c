import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactElement, ReactNode } from "react";
import type { TraceRow } from "../../../api/types";
import { CopyButton } from "../../../components/CopyButton";
import { count, duration } from "../../../components/format";
import { Money } from "../../../components/Money";
import { RootMissing } from "../../../components/RootMissing";
import { Simulated } from "../../../components/Simulated";
import { StatusDot } from "../../../components/StatusDot";
import { Tag } from "../../../components/Tag";
import { Timestamp } from "../../../components/Timestamp";
import styles from "./TraceHeader.module.css";

export function TraceHeader({ trace, onBack }: { trace: TraceRow; onBack: () => void }): ReactElement {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Back to the traces"
          title="Back (Esc)"
          onClick={onBack}
        >
          <IconArrowLeft size={16} />
        </ActionIcon>
        <h1 className={styles.name}>{trace.name}</h1>
        <StatusDot status={trace.status} errorKind={trace.errorKind} failedInside={trace.failedSpanCount} />
        {trace.rootMissing && <RootMissing />}
        {trace.simulated && <Simulated />}
        <span className={styles.space} />
        <span className="mono muted">{trace.traceId}</span>
        <CopyButton text={trace.traceId} what="the trace id" label="Id" />
        <CopyButton text={() => location.href} what="the link" label="Link" />
      </div>
      <dl className={styles.facts}>
        <Fact name="started">
          <Timestamp at={trace.startedAt} />
        </Fact>
        <Fact name="duration">{duration(trace.durationMs)}</Fact>
        {trace.timeToFirstTokenMs != null && (
          <Fact name="first token">{duration(trace.timeToFirstTokenMs)}</Fact>
        )}
        <Fact name="tokens">{tokensOf(trace)}</Fact>
        <Fact name="cost">
          <Money usd={trace.costUsd} because={trace.costUnknownBecause} partial={trace.costPartial} />
          {trace.costUnknownBecause && <span className="muted">({trace.costUnknownBecause})</span>}
        </Fact>
        <Fact name="model">{trace.models.join(", ") || "none"}</Fact>
        {trace.userId && <Fact name="user">{trace.userId}</Fact>}
        {trace.sessionId && <Fact name="session">{trace.sessionId}</Fact>}
        {trace.environment && <Fact name="environment">{trace.environment}</Fact>}
        {trace.release && <Fact name="release">{trace.release}</Fact>}
        {trace.app && <Fact name="app">{trace.app}</Fact>}
        {trace.promptName && (
          <Fact name="prompt">
            {trace.promptName} {trace.promptVersion}
          </Fact>
        )}
        {trace.tags.length > 0 && (
          <Fact name="tags">
            {trace.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </Fact>
        )}
      </dl>
    </header>
  );
}

function tokensOf({ inputTokens, outputTokens, cacheReadTokens, reasoningTokens }: TraceRow): string {
  if (inputTokens == null && outputTokens == null) return "unknown";
  const known = (n: number | null | undefined) => (n == null ? "unknown" : count(n));
  const cached = cacheReadTokens ? ` (${count(cacheReadTokens)} cached)` : "";
  const reasoning = reasoningTokens ? ` (${count(reasoningTokens)} reasoning)` : "";
  return `${known(inputTokens)} in${cached}, ${known(outputTokens)} out${reasoning}`;
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

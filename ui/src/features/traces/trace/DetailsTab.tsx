import type { ReactElement, ReactNode } from "react";
import type { SpanDetail } from "../../../api/types";
import { duration } from "../../../components/format";
import { JsonTree } from "../../../components/JsonTree";
import { Money } from "../../../components/Money";
import { Timestamp } from "../../../components/Timestamp";
import styles from "./DetailsTab.module.css";
import { UsageTable } from "./UsageTable";

export function DetailsTab({ span }: { span: SpanDetail }): ReactElement {
  return (
    <div className={styles.details}>
      {span.status === "error" && (
        <div className={styles.error} role="alert">
          <strong>{span.errorKind ?? "failed"}</strong>
          {span.errorMessage && <div>{span.errorMessage}</div>}
        </div>
      )}
      <Group title="Call">
        <Row name="Provider">{span.provider}</Row>
        <Row name="Requested model">{span.requestModel}</Row>
        <Row name="Served model">{span.responseModel}</Row>
        <Row name="Streamed">{span.streaming == null ? null : span.streaming ? "yes" : "no"}</Row>
        <Row name="Finish reasons">{span.finishReasons?.join(", ")}</Row>
        <Row name="Request id">{mono(span.requestId)}</Row>
        <Row name="Response id">{mono(span.responseId)}</Row>
        <Row name="Recorded by">{span.source === "gateway" ? "the gateway" : "OpenTelemetry"}</Row>
        <Row name="Span id">{mono(span.spanId)}</Row>
        <Row name="Scope">{span.scope}</Row>
        <Row name="Masked">
          {span.masked &&
            Object.entries(span.masked)
              .map(([rule, times]) => `${rule} ${times}×`)
              .join(", ")}
        </Row>
      </Group>
      <Group title="Timings">
        <Row name="Started">
          <Timestamp at={span.startedAt} />
        </Row>
        <Row name="First token">
          {span.timeToFirstTokenMs == null ? null : duration(span.timeToFirstTokenMs)}
        </Row>
        <Row name="Duration">{duration(span.durationMs)}</Row>
        <Row name="Output speed">{speedOf(span)}</Row>
      </Group>
      {span.kind !== "span" && span.usage && (
        <Group title="Usage and cost">
          <UsageTable usage={span.usage} />
          <Row name="Cost">
            <Money usd={span.costUsd} because={span.costUnknownBecause} />
            {span.costUsd == null && span.costUnknownBecause && (
              <span className="muted"> · {span.costUnknownBecause}</span>
            )}
          </Row>
          <Row name="Price table">{span.priceVersion}</Row>
        </Group>
      )}
      <Group title="Who">
        <Row name="User">{span.userId}</Row>
        <Row name="Session">{span.sessionId}</Row>
        <Row name="Environment">{span.environment}</Row>
        <Row name="Release">{span.release}</Row>
        <Row name="Tags">{span.tags?.join(", ")}</Row>
      </Group>
      <Json title="Parameters" value={span.parameters} />
      <Json title="Metadata" value={span.metadata} />
    </div>
  );
}

const mono = (text?: string | null): ReactNode => text && <span className="mono">{text}</span>;

function speedOf({ usage, durationMs, timeToFirstTokenMs }: SpanDetail): ReactNode {
  const writing = durationMs - (timeToFirstTokenMs ?? 0);
  if (!usage?.outputTokens || writing <= 0) return null;
  return `${((usage.outputTokens / writing) * 1000).toFixed(1)} tokens/s`;
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>{children}</dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  if (children == null || children === "") return null;
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Json({ title, value }: { title: string; value: unknown }): ReactElement | null {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return null;
  return (
    <section className={styles.group} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <JsonTree value={value} />
    </section>
  );
}

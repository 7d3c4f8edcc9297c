import { useState, type ReactElement, type ReactNode } from "react";
import type { TraceRow } from "../../api/types";
import { count, duration } from "../../components/format";
import { Money } from "../../components/Money";
import { Simulated } from "../../components/Simulated";
import { StatusDot } from "../../components/StatusDot";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import styles from "./Turn.module.css";

/** As long as the server's previews get; a text that long may go on. */
const previewLength = 240;

interface Props {
  /** Absent while it is on its way. */
  row?: TraceRow;
  index: number;
  hrefOf: (traceId: string) => string;
  onOpen: (traceId: string) => void;
  wholeOf: (traceId: string) => ReactNode;
}

/** One trace of a conversation: what was asked and what was answered. */
export function Turn({ row, index, hrefOf, onOpen, wholeOf }: Props): ReactElement {
  const [wholeId, setWholeId] = useState<string>();
  if (!row) return <div className={styles.coming} aria-busy aria-label={`Turn ${index + 1} is on its way`} />;
  const whole = wholeId === row.traceId;
  const cut = [row.inputPreview, row.outputPreview].some((text) => (text?.length ?? 0) >= previewLength - 1);
  return (
    <>
      <div className={styles.meta}>
        <TextLink href={hrefOf(row.traceId)} onClick={() => onOpen(row.traceId)}>
          {count(index + 1)}. {row.name}
        </TextLink>
        <Timestamp at={row.startedAt} />
        <StatusDot status={row.status} errorKind={row.errorKind} failedInside={row.failedSpanCount} />
        <span>{duration(row.durationMs)}</span>
        {row.models.length > 0 && <span>{row.models.join(", ")}</span>}
        <Money usd={row.costUsd} because={row.costUnknownBecause} partial={row.costPartial} />
        {row.simulated && <Simulated short />}
        {(cut || whole) && (
          <TextLink onClick={() => setWholeId(whole ? undefined : row.traceId)}>
            {whole ? "show less" : "show in full"}
          </TextLink>
        )}
      </div>
      {whole ? (
        wholeOf(row.traceId)
      ) : (
        <>
          {row.inputPreview && (
            <div className={styles.asked} aria-label="asked">
              {row.inputPreview}
            </div>
          )}
          {row.status === "error" ? (
            <div className={styles.failed} aria-label="failed">
              {row.outputPreview ?? row.errorKind ?? "failed"}
            </div>
          ) : (
            <div className={styles.answered} aria-label="answered">
              {row.outputPreview ?? <span className="muted">no output recorded</span>}
            </div>
          )}
        </>
      )}
    </>
  );
}

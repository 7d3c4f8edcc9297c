import { useQuery } from "@tanstack/react-query";
import type { MouseEvent, ReactElement } from "react";
import { Panel } from "../../components/Panel";
import { StatusDot } from "../../components/StatusDot";
import type { TimeRange } from "../../components/timeRange";
import { Timestamp } from "../../components/Timestamp";
import styles from "./NewestFailures.module.css";
import { newestFailuresQuery } from "./queries";

interface Props {
  project: string;
  time: TimeRange;
  where?: string;
  hrefOf: (traceId: string) => string;
  onOpen: (traceId: string) => void;
  onAll: () => void;
}

export function NewestFailures({ project, time, where, hrefOf, onOpen, onAll }: Props): ReactElement {
  const { data } = useQuery(newestFailuresQuery(project, { ...time, where }));
  const open = (traceId: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(traceId);
  };
  const all = (
    <button type="button" className={styles.all} onClick={onAll}>
      all failures
    </button>
  );
  return (
    <Panel title="What failed most recently?" actions={all}>
      {data?.items.length === 0 && <p className="muted">Nothing failed in this range.</p>}
      {data?.items.map((row) => (
        <a key={row.traceId} className={styles.row} href={hrefOf(row.traceId)} onClick={open(row.traceId)}>
          <span className="muted">
            <Timestamp at={row.startedAt} relative />
          </span>
          <StatusDot status={row.status} errorKind={row.errorKind} />
          <span className={styles.text}>{row.name}</span>
          <span className={styles.text}>{row.models.join(", ")}</span>
          <span className={styles.text}>{row.inputPreview}</span>
        </a>
      ))}
    </Panel>
  );
}

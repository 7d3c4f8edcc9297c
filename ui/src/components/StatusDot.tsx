import type { ReactElement } from "react";
import type { TraceStatus } from "../api/types";
import styles from "./StatusDot.module.css";

const words: Record<TraceStatus, string> = { ok: "ok", error: "failed" };

export function StatusDot({
  status,
  errorKind,
}: {
  status: TraceStatus;
  errorKind?: string | null;
}): ReactElement {
  return (
    <span className={styles.status} data-status={status} title={errorKind ?? words[status]}>
      <span className={styles.dot} aria-hidden />
      <span className={styles.words}>{errorKind ?? words[status]}</span>
    </span>
  );
}

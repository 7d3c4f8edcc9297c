import type { ReactElement } from "react";
import type { TraceStatus } from "../api/types";
import styles from "./StatusDot.module.css";

const words: Record<TraceStatus, string> = { ok: "ok", error: "failed" };

interface Props {
  status: TraceStatus;
  errorKind?: string | null;
  /** How many spans failed inside, which a trace can get over. */
  failedInside?: number;
}

export function StatusDot({ status, errorKind, failedInside = 0 }: Props): ReactElement {
  const inside = status === "ok" && failedInside > 0;
  const said = inside ? `ok, ${failedInside} inside` : (errorKind ?? words[status]);
  const spans = failedInside === 1 ? "a span inside" : `${failedInside} spans inside`;
  return (
    <span
      className={styles.status}
      data-status={inside ? "inside" : status}
      title={inside ? `The trace ended well, although ${spans} failed.` : said}
    >
      <span className={styles.dot} aria-hidden />
      <span className={styles.words}>{said}</span>
    </span>
  );
}

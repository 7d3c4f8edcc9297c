import type { ReactElement, ReactNode } from "react";
import styles from "./Notice.module.css";

/** What came of something, in a line. */
export function Notice({
  tone,
  children,
}: {
  tone: "good" | "quiet" | "warn" | "bad";
  children: ReactNode;
}): ReactElement {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

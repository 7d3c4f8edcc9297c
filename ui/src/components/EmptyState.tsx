import type { ReactElement, ReactNode } from "react";
import styles from "./EmptyState.module.css";

export function EmptyState({ title, children }: { title: string; children?: ReactNode }): ReactElement {
  return (
    <div className={styles.empty}>
      <div className={styles.title}>{title}</div>
      <div className={styles.next}>{children}</div>
    </div>
  );
}

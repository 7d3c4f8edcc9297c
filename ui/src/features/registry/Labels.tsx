import type { ReactElement } from "react";
import styles from "./Labels.module.css";

/** Which labels point where. */
export function Labels({ labels }: { labels: Record<string, number> }): ReactElement {
  return (
    <span className={styles.labels}>
      {Object.entries(labels).map(([label, version]) => (
        <Label key={label} label={label} version={version} />
      ))}
    </span>
  );
}

export function Label({ label, version }: { label: string; version?: number }): ReactElement {
  return (
    <span className={styles.label} data-live={label === "production" || undefined}>
      {label}
      {version !== undefined && <span className={styles.version}>{version}</span>}
    </span>
  );
}

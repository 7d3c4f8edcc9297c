import type { ReactElement } from "react";
import styles from "./Simulated.module.css";

export function RootMissing(): ReactElement {
  return (
    <span
      className={styles.badge}
      title="No span without a parent has arrived, so this trace is called by its earliest span."
    >
      no root yet
    </span>
  );
}

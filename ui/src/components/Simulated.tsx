import type { ReactElement } from "react";
import styles from "./Simulated.module.css";

export function Simulated({ short = false }: { short?: boolean }): ReactElement {
  return (
    <span className={styles.badge} title="Answered by the simulated provider; no real model was called.">
      {short ? "sim" : "simulated"}
    </span>
  );
}

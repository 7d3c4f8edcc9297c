import type { ReactElement } from "react";
import styles from "./Wordmark.module.css";

/** The proofreader's mark: dots under a word say "let it stand". */
export function Wordmark({ size = 20 }: { size?: number }): ReactElement {
  return (
    <span className={styles.mark} style={{ fontSize: size }}>
      stet
    </span>
  );
}

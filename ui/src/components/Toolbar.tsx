import type { ReactElement, ReactNode } from "react";
import styles from "./Toolbar.module.css";

/** The line of filters above a list. */
export function Toolbar({ children }: { children: ReactNode }): ReactElement {
  return <div className={styles.bar}>{children}</div>;
}

import type { ReactElement, ReactNode } from "react";
import styles from "./Tag.module.css";

export function Tag({ children, title }: { children: ReactNode; title?: string }): ReactElement {
  return (
    <span className={styles.tag} title={title}>
      {children}
    </span>
  );
}

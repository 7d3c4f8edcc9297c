import type { ReactElement, ReactNode } from "react";
import styles from "./Panel.module.css";

interface Props {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Panel({ title, actions, children }: Props): ReactElement {
  return (
    <section className={styles.panel} aria-label={title}>
      {title && (
        <header className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

import type { ReactElement, ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names and values in a line: what there is to know of one thing. */
export function Facts({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <dl className={styles.facts} aria-label={label}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

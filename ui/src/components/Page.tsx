import { useDocumentTitle } from "@mantine/hooks";
import type { ReactElement, ReactNode } from "react";
import styles from "./Page.module.css";

interface Props {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, actions, children }: Props): ReactElement {
  useDocumentTitle(`${title} – stet`);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.actions}>{actions}</div>
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

import type { MouseEvent, ReactElement, ReactNode } from "react";
import styles from "./TextLink.module.css";

interface Props {
  /** Absent: it changes this page only. */
  href?: string;
  title?: string;
  onClick: () => void;
  children: ReactNode;
}

/** Text that leads somewhere; opens in a new tab as any link does. */
export function TextLink({ href, title, onClick, children }: Props): ReactElement {
  if (href === undefined)
    return (
      <button type="button" className={styles.link} title={title} onClick={onClick}>
        {children}
      </button>
    );
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onClick();
  };
  return (
    <a className={styles.link} href={href} title={title} onClick={open}>
      {children}
    </a>
  );
}

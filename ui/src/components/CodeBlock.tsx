import type { ReactElement } from "react";
import { CopyButton } from "./CopyButton";
import styles from "./CodeBlock.module.css";

export function CodeBlock({ code, what }: { code: string; what: string }): ReactElement {
  return (
    <div className={styles.block}>
      <pre className={styles.code} tabIndex={0} aria-label={what}>
        {code}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={code} what={what} />
      </div>
    </div>
  );
}

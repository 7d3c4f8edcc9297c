import type { ReactElement } from "react";
import type { TraceMatch } from "../../../api/types";
import styles from "./FoundText.module.css";

/** So few signs that what was found is seen in a narrow column. */
const wordsBefore = 8;

/** What was found between what stands around it; there the room is saved, never on the mark. */
export function FoundText({ match: { before, words, after } }: { match: TraceMatch }): ReactElement {
  return (
    <span className={styles.found}>
      {before.length > wordsBefore && "…"}
      <span className={styles.before}>
        <span>{before.slice(-wordsBefore)}</span>
      </span>
      <mark className={styles.words}>{words}</mark>
      <span className={styles.after}>{after}</span>
    </span>
  );
}

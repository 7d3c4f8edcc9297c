import type { ReactElement } from "react";
import type { Checked, Finding } from "./check";
import styles from "./Findings.module.css";

/** What is wrong with a prompt, and what is doubtful, with the places. */
export function Findings({ checked }: { checked?: Checked }): ReactElement | null {
  if (!checked || checked.problems.length + checked.warnings.length === 0) return null;
  return (
    <ul className={styles.findings} aria-label="Problems">
      {checked.problems.map((one, i) => (
        <Line key={`problem ${i}`} finding={one} />
      ))}
      {checked.warnings.map((one, i) => (
        <li key={`warning ${i}`} className={styles.finding}>
          {one}
        </li>
      ))}
    </ul>
  );
}

function Line({ finding: { field, detail, line, column } }: { finding: Finding }): ReactElement {
  return (
    <li className={styles.finding} data-bad>
      <span className="mono">{field}</span>
      {line != null && ` line ${line}${column == null ? "" : `, column ${column}`}`}: {detail}
    </li>
  );
}

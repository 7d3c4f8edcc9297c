import type { ReactElement } from "react";
import styles from "./Verdict.module.css";

interface Props {
  verdict?: string | null;
  /** Of an item that has none. */
  state?: string;
  name?: string;
  reason?: string;
}

const signs: Record<string, string> = { pass: "✓", fail: "✕", error: "!" };

/** Pass, fail or error, by sign, colour and word. */
export function Verdict({ verdict, state, name, reason }: Props): ReactElement {
  const word = verdict ?? state?.toLowerCase() ?? "none";
  return (
    <span className={styles.verdict} data-verdict={word} title={reason ?? word}>
      <span aria-hidden>{signs[word] ?? "·"}</span> {name ?? word}
      {name !== undefined && <span className="unseen"> {word}</span>}
    </span>
  );
}

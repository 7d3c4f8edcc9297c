import type { ReactElement } from "react";
import styles from "./Changes.module.css";
import { placeOf } from "./paths";
import type { ContentChange } from "../api/artifacts";

/** What differs, place by place; in texts word by word. */
export function Changes({ changes }: { changes: ContentChange[] }): ReactElement {
  if (changes.length === 0) return <p className="muted">The two versions hold the same.</p>;
  return (
    <ul className={styles.changes} aria-label="What differs">
      {changes.map((change, i) => (
        <li key={i} className={styles.change}>
          <span className={styles.kind} data-kind={change.kind}>
            {change.kind}
          </span>
          <span className="mono">{placeOf(change.path)}</span>
          <span className={styles.values}>
            <What change={change} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function What({
  change: { kind, text, before, after, from },
}: {
  change: ContentChange;
}): ReactElement | null {
  if (text && text.length > 0)
    return (
      <span className={styles.text}>
        {text.map(({ op, text: words }, i) =>
          op === "insert" ? <ins key={i}>{words}</ins> : op === "delete" ? <del key={i}>{words}</del> : words,
        )}
      </span>
    );
  if (kind === "moved")
    return <span className="muted">{from == null ? "elsewhere" : `from ${placeOf(from)}`}</span>;
  return (
    <>
      {before !== undefined && <del className="mono">{written(before)}</del>}
      {before !== undefined && after !== undefined && " "}
      {after !== undefined && <ins className="mono">{written(after)}</ins>}
    </>
  );
}

const longest = 600;

function written(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

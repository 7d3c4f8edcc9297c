import { useState, type ReactElement } from "react";
import { standsIn, useFound } from "./found";
import styles from "./JsonTree.module.css";

const firstChildren = 100;
const firstCharacters = 600;

export function JsonTree({ value, depth = 2 }: { value: unknown; depth?: number }): ReactElement {
  return (
    <div className={styles.tree}>
      <Node value={value} open={depth} />
    </div>
  );
}

function Node({ name, value, open }: { name?: string; value: unknown; open: number }): ReactElement {
  const label = name !== undefined && <span className={styles.name}>{name}: </span>;
  if (typeof value === "object" && value !== null) return <Branch name={name} value={value} open={open} />;
  return (
    <div className={styles.leaf}>
      {label}
      <Scalar value={value} />
    </div>
  );
}

function Branch({ name, value, open }: { name?: string; value: object; open: number }): ReactElement {
  const found = useFound();
  const [expanded, setExpanded] = useState(
    () => open > 0 || (found !== undefined && standsIn(JSON.stringify(value), found)),
  );
  const [shown, setShown] = useState(firstChildren);
  const isList = Array.isArray(value);
  const size = isList ? value.length : Object.keys(value).length;
  const summary = isList ? `[${size}]` : `{${size}}`;
  if (size === 0)
    return (
      <div className={styles.leaf}>
        {name !== undefined && <span className={styles.name}>{name}: </span>}
        <span className="muted">{isList ? "[]" : "{}"}</span>
      </div>
    );
  return (
    <div>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={expanded}
        onClick={() => setExpanded(!expanded)}
      >
        <span className={styles.caret} data-open={expanded} aria-hidden />
        {name !== undefined && <span className={styles.name}>{name}</span>}
        <span className={styles.size}>{summary}</span>
      </button>
      {expanded && (
        <div className={styles.children}>
          {Object.entries(value as Record<string, unknown>)
            .slice(0, shown)
            .map(([key, child]) => (
              <Node key={key} name={key} value={child} open={open - 1} />
            ))}
          {size > shown && (
            <button type="button" className={styles.more} onClick={() => setShown(shown + 1000)}>
              show more ({size - shown} left)
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Scalar({ value }: { value: unknown }): ReactElement {
  const found = useFound();
  const [whole, setWhole] = useState(
    () => typeof value === "string" && standsIn(value, found, firstCharacters),
  );
  if (typeof value !== "string")
    return <span className={styles[value === null ? "null" : typeof value]}>{String(value)}</span>;
  const text = whole ? value : value.slice(0, firstCharacters);
  return (
    <span className={styles.string}>
      {text === "" ? '""' : text}
      {text.length < value.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          … all {value.length} characters
        </button>
      )}
    </span>
  );
}

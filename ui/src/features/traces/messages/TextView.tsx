import { useState, type ReactElement } from "react";
import { standsIn, useFound } from "../../../components/found";
import { JsonTree } from "../../../components/JsonTree";
import { Markdown } from "../../../components/Markdown";
import type { Rendering } from "./ContentTab";
import { jsonIn } from "./content";
import styles from "./TextView.module.css";

const firstCharacters = 6_000;

export function TextView({ text, rendering }: { text: string; rendering: Rendering }): ReactElement {
  const found = useFound();
  const [whole, setWhole] = useState(() => standsIn(text, found, firstCharacters));
  const json = rendering === "markdown" ? jsonIn(text) : undefined;
  if (json) return <JsonTree value={json} depth={3} />;
  const shown = whole ? text : text.slice(0, firstCharacters);
  return (
    <div>
      {rendering === "markdown" ? <Markdown text={shown} /> : <pre className={styles.plain}>{shown}</pre>}
      {shown.length < text.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString("en")} characters
        </button>
      )}
    </div>
  );
}

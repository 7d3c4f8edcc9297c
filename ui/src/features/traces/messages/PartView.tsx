import type { ReactElement } from "react";
import { JsonTree } from "../../../components/JsonTree";
import { MediaCard } from "../../../components/MediaCard";
import type { Part } from "./content";
import type { Rendering } from "./ContentTab";
import styles from "./PartView.module.css";
import { TextView } from "./TextView";

export function PartView({ part, rendering }: { part: Part; rendering: Rendering }): ReactElement {
  switch (part.type) {
    case "text":
      return <TextView text={part.text} rendering={rendering} />;
    case "reasoning":
      return (
        <details className={styles.reasoning}>
          <summary>Reasoning</summary>
          <TextView text={part.text} rendering={rendering} />
        </details>
      );
    case "tool_call":
      return (
        <div className={styles.card}>
          <CardHead verb="calls" name={part.name} id={part.id} />
          <Value value={part.arguments} rendering={rendering} />
        </div>
      );
    case "tool_result":
      return (
        <div className={styles.card}>
          <CardHead verb="result" name={part.name ?? ""} id={part.id} />
          <Value value={part.result} rendering={rendering} />
        </div>
      );
    case "media":
      return <MediaCard {...part} size={part.bytes} />;
    case "data":
      return <JsonTree value={part.value} />;
    default:
      return <JsonTree value={part} />;
  }
}

function CardHead({ verb, name, id }: { verb: string; name: string; id?: string | null }): ReactElement {
  return (
    <div className={styles.head}>
      <span className="muted">{verb}</span> <span className={styles.name}>{name}</span>
      {id && <span className={styles.id}>{id}</span>}
    </div>
  );
}

function Value({ value, rendering }: { value: unknown; rendering: Rendering }): ReactElement {
  return typeof value === "string" ? (
    <TextView text={value} rendering={rendering} />
  ) : (
    <JsonTree value={value} depth={3} />
  );
}

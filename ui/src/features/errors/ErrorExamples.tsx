import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import type { ErrorGroup } from "../../api/types";
import { count } from "../../components/format";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import styles from "./ErrorExamples.module.css";

interface Props {
  group: ErrorGroup;
  hrefOf: (traceId: string, spanId: string) => string;
  onOpen: (traceId: string, spanId: string) => void;
  onTraces: () => void;
}

export function ErrorExamples({ group, hrefOf, onOpen, onTraces }: Props): ReactElement {
  return (
    <div className={styles.examples}>
      {group.message && <pre className={styles.message}>{group.message}</pre>}
      <ul aria-label="Newest examples">
        {group.examples.map(({ traceId, spanId, name, startedAt }) => (
          <li key={`${traceId} ${spanId}`}>
            <Timestamp at={startedAt} />{" "}
            <TextLink href={hrefOf(traceId, spanId)} onClick={() => onOpen(traceId, spanId)}>
              {name}
            </TextLink>{" "}
            <span className="mono muted">{traceId}</span>
          </li>
        ))}
      </ul>
      <Button variant="default" size="compact-sm" onClick={onTraces}>
        {group.traceCount === 1 ? "The trace" : `All ${count(group.traceCount)} traces`}
      </Button>
    </div>
  );
}

import { Button, Group } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import type { DatasetCase } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { JsonTree } from "../../components/JsonTree";
import styles from "./CaseView.module.css";

interface Props {
  shown: DatasetCase;
  traceLink: (traceId: string, spanId?: string) => ReactNode;
  /** Absent: the case belongs to a version that is not the newest. */
  onEdit?: () => void;
}

/** All of a case, and where it comes from. */
export function CaseView({ shown, traceLink, onEdit }: Props): ReactElement {
  const { id, variables, messages, expected, assertions, metadata, weight, provenance } = shown;
  return (
    <section className={styles.case} aria-label={`Case ${id}`}>
      <div className={styles.parts}>
        <Part name="Variables" value={variables} />
        <Part name="Messages" value={messages} />
        <Part name="Expected" value={expected} />
        <Part name="Assertions" value={assertions.length > 0 ? assertions : undefined} />
        <Part name="Metadata" value={metadata} />
      </div>
      <Group justify="space-between">
        <Facts label="The case">
          <Fact name="Id">
            <span className="mono">{id}</span>
          </Fact>
          <Fact name="Weight">{weight}</Fact>
          {provenance && (
            <Fact name="From">
              {provenance.kind}{" "}
              {provenance.traceId != null && traceLink(provenance.traceId, provenance.spanId ?? undefined)}
              {provenance.reference}
            </Fact>
          )}
        </Facts>
        {onEdit && (
          <Button size="compact-sm" variant="default" onClick={onEdit}>
            Edit
          </Button>
        )}
      </Group>
    </section>
  );
}

function Part({ name, value }: { name: string; value: unknown }): ReactElement | null {
  if (value === undefined || value === null) return null;
  return (
    <div>
      <h3 className={styles.name}>{name}</h3>
      {typeof value === "string" ? (
        <p className={styles.text}>{value}</p>
      ) : (
        <JsonTree value={value} depth={3} />
      )}
    </div>
  );
}

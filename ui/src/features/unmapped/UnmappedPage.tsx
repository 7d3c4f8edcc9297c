import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { UnmappedAttribute } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { count } from "../../components/format";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { unmappedQuery } from "./queries";

const exported = [
  "scope",
  "scopeVersion",
  "attribute",
  "spans",
  "firstSeenAt",
  "lastSeenAt",
  "exampleTraceId",
] as const;

export function UnmappedPage({ project }: { project: string }): ReactElement {
  const { data: all, error, refetch } = useQuery(unmappedQuery(project));
  const [words, setWords] = useState("");
  const shown = all?.filter((item) => `${item.scope} ${item.attribute}`.includes(words.trim())) ?? [];
  return (
    <Page
      title="Unmapped attributes"
      actions={<ExportMenu name={`unmapped-${project}`} fields={exported} rows={shown} />}
    >
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {all?.length === 0 && (
        <EmptyState title="Every attribute was understood">
          Attributes of spans that no convention gives a meaning to are listed here, by instrumentation. They
          stay on their spans either way.
        </EmptyState>
      )}
      {all && all.length > 0 && (
        <>
          <TextInput
            size="sm"
            mb="sm"
            label="Find"
            placeholder="part of an instrumentation's or an attribute's name"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Table label="Unmapped attributes" columns={["Instrumentation", "Attribute", "Spans", "Last seen"]}>
            {shown.map((item) => (
              <Row
                key={`${item.scope} ${item.scopeVersion ?? ""} ${item.attribute}`}
                project={project}
                item={item}
              />
            ))}
          </Table>
        </>
      )}
    </Page>
  );
}

function Row({ project, item }: { project: string; item: UnmappedAttribute }): ReactElement {
  return (
    <tr>
      <td>
        {item.scope === "" ? <span className="muted">not said</span> : item.scope}{" "}
        <span className="muted">{item.scopeVersion}</span>
      </td>
      <td className="mono">{item.attribute}</td>
      <td>{count(item.spans)}</td>
      <td>
        <Timestamp at={item.lastSeenAt} relative />
      </td>
      <td>
        <a
          href={`/projects/${project}/traces/${encodeURIComponent(item.exampleTraceId)}`}
          aria-label={`A trace with ${item.attribute}`}
        >
          a trace
        </a>
      </td>
    </tr>
  );
}

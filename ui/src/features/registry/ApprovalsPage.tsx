import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { wordsOf } from "./kinds";
import { Label } from "./Labels";
import { Protections } from "./Protections";
import { requestsQuery, type LabelRequest, type RequestState } from "./queries";

interface Props {
  project: string;
  administrator: boolean;
  state: RequestState | "all";
  onState: (state: RequestState | "all") => void;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
}

const fields = [
  "id",
  "kind",
  "name",
  "label",
  "from",
  "version",
  "state",
  "reason",
  "requestedBy",
  "requestedAt",
  "closedBy",
  "closedAt",
] as const;

/** Moves of protected labels that somebody asked for. */
export function ApprovalsPage({
  project,
  administrator,
  state,
  onState,
  hrefOf,
  onOpen,
}: Props): ReactElement {
  const query = useInfiniteQuery(requestsQuery(project, state === "all" ? undefined : state));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns: ListColumn<LabelRequest>[] = [
    { title: "Asked", cell: ({ requestedAt }) => <Timestamp at={requestedAt} relative /> },
    {
      title: "What",
      cell: ({ id, kind, name, from, version }) => (
        <TextLink href={hrefOf(id)} onClick={() => onOpen(id)}>
          {wordsOf[kind].one} {name}: {from === 0 ? "nowhere" : from} → {version}
        </TextLink>
      ),
    },
    { title: "Label", cell: ({ label }) => <Label label={label} /> },
    { title: "Reason", wide: true, cell: ({ reason }) => reason },
    { title: "By", cell: ({ requestedBy }) => requestedBy },
    { title: "State", cell: (request) => request.state },
  ];
  return (
    <Page title="Approvals">
      <Toolbar>
        <SegmentedControl
          aria-label="State"
          data={[
            { value: "open", label: "Open" },
            { value: "all", label: "All" },
          ]}
          value={state}
          onChange={(value) => onState(value === "all" ? "all" : "open")}
        />
        <ExportMenu name={`approvals-${project}`} fields={fields} rows={rows ?? []} />
      </Toolbar>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {rows?.length === 0 && (
        <EmptyState title={state === "open" ? "Nothing waits for an approval" : "Nothing was asked for yet"}>
          Moving a protected label needs approvals of other people. Protect a label below, then ask for a move
          on the page of a prompt.
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <ListTable
          label="Approvals"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      )}
      <Protections project={project} mayChange={administrator} />
    </Page>
  );
}

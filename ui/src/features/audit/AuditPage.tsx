import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import type { AuditEntry } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import { SearchField } from "../../components/SearchField";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { auditQuery, type AuditSearch } from "./queries";

const fields = ["at", "actor", "action", "subject", "project", "address", "id"] as const;

interface Props {
  search: AuditSearch;
  onSearch: (change: Partial<AuditSearch>) => void;
}

export function AuditPage({ search, onSearch }: Props): ReactElement {
  const { range = "30d", from, to } = search;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(search),
  );
  const entries = data?.pages.flatMap((page) => page.items) ?? [];
  const only = (part: Partial<AuditSearch>, value: ReactNode, what: string): ReactNode => (
    <TextLink title={`Show only ${what}`} onClick={() => onSearch(part)}>
      {value}
    </TextLink>
  );
  const columns: ListColumn<AuditEntry>[] = [
    { title: "Time", cell: (entry) => <Timestamp at={entry.at} /> },
    {
      title: "Who",
      cell: (entry) => only({ actor: entry.actor }, entry.actor, `what ${entry.actor} did`),
    },
    {
      title: "Did what",
      cell: (entry) => only({ action: entry.action }, entry.action, `“${entry.action}”`),
    },
    { title: "To what", wide: true, cell: (entry) => entry.subject },
    {
      title: "Project",
      cell: ({ project }) => project && only({ project }, project, `what was done in ${project}`),
    },
    { title: "From address", cell: (entry) => <span className="mono">{entry.address}</span> },
  ];
  return (
    <Page title="Audit">
      <Toolbar>
        <SearchField
          label="Search the record"
          placeholder="Search who, what, to what, from where …"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q || undefined })}
        />
        <PickedFilter name="Who" value={search.actor} onClear={() => onSearch({ actor: undefined })} />
        <PickedFilter name="Action" value={search.action} onClear={() => onSearch({ action: undefined })} />
        <PickedFilter
          name="Project"
          value={search.project}
          onClear={() => onSearch({ project: undefined })}
        />
        <RangePicker
          withAll
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ExportMenu name="audit" fields={fields} rows={entries} />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && entries.length === 0 && <EmptyState title="Nothing on record for these filters" />}
      {entries.length > 0 && (
        <ListTable
          label="Audit"
          columns={columns}
          rows={entries}
          keyOf={(entry) => entry.id}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
    </Page>
  );
}

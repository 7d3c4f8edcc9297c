import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Rollup } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { count, shortCount } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Money } from "../../components/Money";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { rollupsQuery, type Kind } from "./queries";
import type { RollupSearch } from "./search";

interface Props {
  project: string;
  kind: Kind;
  search: RollupSearch;
  onSearch: (change: Partial<RollupSearch>) => void;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
}

const titles: Record<Kind, string> = { sessions: "Session", "end-users": "End user" };

const nothing: Record<Kind, string> = {
  sessions:
    "Traces belong to a session when they say so: with the header stet-session at the gateway, or the attribute session.id in OpenTelemetry.",
  "end-users":
    "Traces belong to an end user when they say so: with the header stet-user at the gateway, or the attribute user.id in OpenTelemetry.",
};

export function RollupList({ project, kind, search, onSearch, hrefOf, onOpen }: Props): ReactElement {
  const query = useInfiniteQuery(rollupsQuery(project, kind, search));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const id: ListColumn<Rollup> = {
    title: titles[kind],
    cell: (row) => (
      <TextLink href={hrefOf(row.id)} onClick={() => onOpen(row.id)}>
        {row.id}
      </TextLink>
    ),
  };
  const own: ListColumn<Rollup>[] =
    kind === "sessions"
      ? [
          { title: "Began with", wide: true, cell: (row) => row.firstInput },
          { title: "End user", cell: (row) => row.userId },
        ]
      : [
          { title: "First asked", wide: true, cell: (row) => row.firstInput },
          { title: "Sessions", numeric: true, cell: (row) => count(row.sessionCount) },
        ];
  const columns: ListColumn<Rollup>[] = [
    id,
    ...own,
    { title: "Traces", sort: "traceCount", numeric: true, cell: (row) => count(row.traceCount) },
    { title: "Failed", sort: "failedCount", numeric: true, cell: (row) => <Failed row={row} /> },
    {
      title: "Tokens",
      sort: "tokens",
      numeric: true,
      cell: (row) => shortCount(row.inputTokens + row.outputTokens),
    },
    {
      title: "Cost",
      sort: "costUsd",
      numeric: true,
      cell: (row) => <Money usd={row.costUsd} partial={row.costPartial} />,
    },
    { title: "First seen", sort: "firstSeenAt", cell: (row) => <Timestamp at={row.firstSeenAt} /> },
    { title: "Last seen", sort: "lastSeenAt", cell: (row) => <Timestamp at={row.lastSeenAt} relative /> },
  ];
  if (query.error) return <ProblemPanel error={query.error} retry={() => void query.refetch()} />;
  if (query.data && rows.length === 0)
    return (
      <EmptyState title={kind === "sessions" ? "No session found" : "No end user found"}>
        <p>{nothing[kind]}</p>
        <Button
          variant="default"
          onClick={() =>
            onSearch({ range: "all", from: undefined, to: undefined, q: undefined, status: undefined })
          }
        >
          Look at all time
        </Button>
      </EmptyState>
    );
  return (
    <ListTable
      label={kind === "sessions" ? "Sessions" : "End users"}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      sort={search.sort ?? "-lastSeenAt"}
      onSort={(sort) => onSearch({ sort: sort === "-lastSeenAt" ? undefined : sort })}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      loading={query.isFetchingNextPage}
    />
  );
}

function Failed({ row: { failedCount } }: { row: Rollup }): ReactElement {
  if (failedCount === 0) return <span className="muted">0</span>;
  return <span style={{ color: "var(--bad)" }}>{count(failedCount)}</span>;
}

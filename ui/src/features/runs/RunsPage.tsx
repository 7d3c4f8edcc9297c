import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Run } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { count, money, percent } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { runsQuery, type RunsSearch } from "./queries";
import { RunState } from "./RunState";

interface Props {
  project: string;
  search: RunsSearch;
  onSearch: (change: Partial<RunsSearch>) => void;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
}

/** Suites as they were applied, newest first. */
export function RunsPage({ project, search, onSearch, hrefOf, onOpen }: Props): ReactElement {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    runsQuery(project, search),
  );
  const runs = data?.pages.flatMap((page) => page.items) ?? [];
  const columns: ListColumn<Run>[] = [
    { title: "Begun", cell: (run) => <Timestamp at={run.createdAt} relative /> },
    {
      title: "Run",
      cell: (run) => (
        <TextLink href={hrefOf(run.id)} onClick={() => onOpen(run.id)}>
          {run.name ?? run.id.slice(0, 13)}
        </TextLink>
      ),
    },
    {
      title: "Suite",
      cell: (run) =>
        run.suite == null ? (
          <span className="muted">not saved</span>
        ) : (
          <TextLink
            title={`Show only ${run.suite}`}
            onClick={() => onSearch({ suite: run.suite ?? undefined })}
          >
            {run.suite}@{run.suiteVersion}
          </TextLink>
        ),
    },
    { title: "Target", wide: true, cell: (run) => run.pins.target },
    { title: "State", cell: (run) => <RunState run={run} /> },
    {
      title: "Pass",
      numeric: true,
      cell: (run) => (run.passShare == null ? "–" : percent(run.passShare)),
    },
    { title: "of", numeric: true, cell: (run) => count(run.counts.pass + run.counts.fail) },
    { title: "Errors", numeric: true, cell: (run) => count(run.counts.error) },
    { title: "Cost", numeric: true, cell: (run) => money(run.counts.costUsd) },
  ];
  return (
    <Page title="Runs">
      <Toolbar>
        <PickedFilter name="Suite" value={search.suite} onClear={() => onSearch({ suite: undefined })} />
        <PickedFilter name="State" value={search.state} onClear={() => onSearch({ state: undefined })} />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && runs.length === 0 && (
        <EmptyState title="No runs yet">
          A run applies a suite to a prompt or to outputs that you send: <code>POST …/runs</code> with the
          name of a suite.
        </EmptyState>
      )}
      {runs.length > 0 && (
        <ListTable
          label="Runs"
          columns={columns}
          rows={runs}
          keyOf={(run) => run.id}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
    </Page>
  );
}

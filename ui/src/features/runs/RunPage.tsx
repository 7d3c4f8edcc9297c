import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import type { Run, RunItem } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { Fact, Facts } from "../../components/Facts";
import { count, duration, money, percent } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { SearchField } from "../../components/SearchField";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { ItemView } from "./ItemView";
import { itemsQuery, runQuery, useRunChange, type ItemsSearch } from "./queries";
import { RunState } from "./RunState";
import { Verdict } from "./Verdict";

interface Props {
  project: string;
  id: string;
  search: ItemsSearch;
  onSearch: (change: Partial<ItemsSearch>) => void;
  /** A link to the trace of an output. */
  traceLink: (traceId: string) => ReactNode;
}

/** One run: what it was, how far it is, and what came of each case. */
export function RunPage({ project, id, search, onSearch, traceLink }: Props): ReactElement {
  const { data: run, error, refetch } = useQuery(runQuery(project, id));
  const change = useRunChange(project, id);
  const over = run ? run.counts.done + run.counts.failed : 0;
  const failed = error ?? change.error;
  return (
    <Page title={run?.name ?? "Run"} actions={run && <Actions run={run} change={change} />}>
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      {run?.stopped != null && <Notice tone="warn">It stopped: {run.stopped}.</Notice>}
      {run && <RunFacts run={run} />}
      {run && (
        <Items
          project={project}
          id={id}
          search={search}
          over={over}
          onSearch={onSearch}
          traceLink={traceLink}
        />
      )}
    </Page>
  );
}

function Actions({
  run,
  change,
}: {
  run: Run;
  change: ReturnType<typeof useRunChange>;
}): ReactElement | null {
  if (run.state === "finished") return null;
  const what = run.state === "running" || run.state === "waiting" ? "cancel" : "resume";
  return (
    <Button variant="default" loading={change.isPending} onClick={() => change.mutate(what)}>
      {what === "cancel" ? "Cancel" : "Resume"}
    </Button>
  );
}

function RunFacts({ run }: { run: Run }): ReactElement {
  const { counts, pins } = run;
  const judged = counts.pass + counts.fail;
  return (
    <Facts label="The run">
      <Fact name="State">
        <RunState run={run} />
      </Fact>
      <Fact name="Pass">
        {run.passShare == null
          ? "–"
          : `${percent(run.passShare)} (${count(counts.pass)} of ${count(judged)})`}
      </Fact>
      <Fact name="Errors">{count(counts.error)}</Fact>
      <Fact name="Suite">{run.suite == null ? "not saved" : `${run.suite}@${run.suiteVersion}`}</Fact>
      <Fact name="Target">{pins.target}</Fact>
      {pins.dataset != null && (
        <Fact name="Dataset">
          {pins.dataset}, version {pins.datasetVersion}
        </Fact>
      )}
      <Fact name="Cost">{money(counts.costUsd)}</Fact>
      <Fact name="Tokens">{count(counts.tokens)}</Fact>
      {run.remainingMs != null && (
        <Fact name="Left">
          about {duration(run.remainingMs)}, {money(run.remainingUsd ?? 0)}
        </Fact>
      )}
      <Fact name="Begun">
        <Timestamp at={run.createdAt} relative /> by {run.createdBy}
      </Fact>
    </Facts>
  );
}

interface ItemsProps {
  project: string;
  id: string;
  search: ItemsSearch;
  over: number;
  onSearch: (change: Partial<ItemsSearch>) => void;
  traceLink: (traceId: string) => ReactNode;
}

function Items({ project, id, search, over, onSearch, traceLink }: ItemsProps): ReactElement {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    itemsQuery(project, id, search, over),
  );
  const [shown, setShown] = useState<string>();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const columns: ListColumn<RunItem>[] = [
    {
      title: "Case",
      cell: ({ item }) => (
        <TextLink
          title="Show what came of it"
          onClick={() => setShown((before) => (before === keyOf({ item }) ? undefined : keyOf({ item })))}
        >
          {item.caseId}
        </TextLink>
      ),
    },
    { title: "Repetition", numeric: true, cell: ({ item }) => item.repetition },
    { title: "Verdict", cell: ({ verdict, item }) => <Verdict verdict={verdict} state={item.state} /> },
    {
      title: "Evaluators",
      cell: ({ item }) =>
        item.scores.map((score) => (
          <Verdict
            key={score.evaluator}
            verdict={score.verdict.toLowerCase()}
            name={score.evaluator}
            reason={score.reason}
          />
        )),
    },
    { title: "Output", wide: true, cell: ({ item }) => item.output ?? item.error },
    {
      title: "Latency",
      numeric: true,
      cell: ({ item }) => item.latencyMs != null && duration(item.latencyMs),
    },
    { title: "Cost", numeric: true, cell: ({ item }) => item.costUsd != null && money(item.costUsd) },
  ];
  return (
    <Panel title="Items">
      <Toolbar>
        <SearchField
          label="Search outputs and cases"
          placeholder="Search outputs and cases"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q === "" ? undefined : q })}
        />
        <Select
          aria-label="Verdict"
          placeholder="Any verdict"
          clearable
          data={["pass", "fail", "error"]}
          value={search.verdict ?? null}
          onChange={(verdict) => onSearch({ verdict: verdict as ItemsSearch["verdict"] })}
        />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && items.length === 0 && (
        <EmptyState title="No items for these filters">Clear a filter.</EmptyState>
      )}
      {items.length > 0 && (
        <ListTable
          label="Items"
          columns={columns}
          rows={items}
          keyOf={keyOf}
          below={(row) =>
            keyOf(row) === shown ? <ItemView item={row.item} traceLink={traceLink} /> : undefined
          }
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
    </Panel>
  );
}

const keyOf = ({ item }: Pick<RunItem, "item">): string => `${item.caseId} ${item.repetition}`;

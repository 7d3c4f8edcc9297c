import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import type { Score } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { scoresQuery, useRemoveScore, type ScoreSearch } from "./queries";

const fields = ["at", "name", "value", "source", "traceId", "spanId", "sessionId", "comment", "id"] as const;

interface Props {
  project: string;
  search: ScoreSearch;
  onSearch: (change: Partial<ScoreSearch>) => void;
  /** A link to what a score judges. */
  linkTo: (score: Score) => ReactNode;
}

export function ScoresPage({ project, search, onSearch, linkTo }: Props): ReactElement {
  const { range = "7d", from, to } = search;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    scoresQuery(project, search),
  );
  const [removed, setRemoved] = useState<Score>();
  const scores = data?.pages.flatMap((page) => page.items) ?? [];
  const only = (part: Partial<ScoreSearch>, value: string): ReactNode => (
    <TextLink title={`Show only ${value}`} onClick={() => onSearch(part)}>
      {value}
    </TextLink>
  );
  const columns: ListColumn<Score>[] = [
    { title: "Given", cell: (score) => <Timestamp at={score.at} relative /> },
    { title: "Name", cell: (score) => only({ name: score.name }, score.name) },
    { title: "Value", cell: (score) => String(score.value) },
    { title: "Source", cell: (score) => only({ source: score.source }, score.source) },
    { title: "Of", cell: linkTo },
    { title: "Comment", wide: true, cell: (score) => score.comment },
    {
      title: "Actions",
      cell: (score) => (
        <Button size="compact-xs" variant="default" onClick={() => setRemoved(score)}>
          Remove
        </Button>
      ),
    },
  ];
  return (
    <Page title="Scores">
      <Toolbar>
        <PickedFilter name="Name" value={search.name} onClear={() => onSearch({ name: undefined })} />
        <PickedFilter name="Source" value={search.source} onClear={() => onSearch({ source: undefined })} />
        <PickedFilter name="Trace" value={search.trace} onClear={() => onSearch({ trace: undefined })} />
        <PickedFilter
          name="Session"
          value={search.session}
          onClear={() => onSearch({ session: undefined })}
        />
        <RangePicker
          withAll
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ExportMenu name="scores" fields={fields} rows={scores} />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && scores.length === 0 && (
        <EmptyState title="No scores for these filters">
          Scores come from end users, reviewers, evaluators and code: by <code>POST …/scores</code>,{" "}
          <code>./stet score add</code>, or on spans that carry them.
        </EmptyState>
      )}
      {scores.length > 0 && (
        <ListTable
          label="Scores"
          columns={columns}
          rows={scores}
          keyOf={(score) => score.id}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
      {removed && <Removal project={project} score={removed} onClose={() => setRemoved(undefined)} />}
    </Page>
  );
}

function Removal({
  project,
  score,
  onClose,
}: {
  project: string;
  score: Score;
  onClose: () => void;
}): ReactElement {
  const remove = useRemoveScore(project);
  return (
    <Confirm
      title={`Remove the score “${score.name}”?`}
      action="Remove"
      error={remove.error}
      pending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(score.id, { onSuccess: onClose })}
    >
      It no longer counts anywhere. This cannot be undone.
    </Confirm>
  );
}

import { Button, Group, Loader, NumberInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement } from "react";
import type { Dataset } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import type { DatasetPageProps } from "./DatasetPage";
import { differencesQuery } from "./queries";

const TextDiff = lazy(() => import("../../components/editor/TextDiff"));

/** The cases that differ between two versions, each as it was and as it is. */
export function CompareTab(props: DatasetPageProps & { dataset: Dataset }): ReactElement {
  const { view, onView, dataset } = props;
  const to = Math.min(view.to ?? dataset.latest, dataset.latest);
  const from = view.from ?? Math.max(1, to - 1);
  if (dataset.latest < 2)
    return (
      <EmptyState title="There is nothing to compare yet">
        A second version comes with the next change.
      </EmptyState>
    );
  const pick = (which: "from" | "to") => (value: string | number) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= dataset.latest) onView({ [which]: number });
  };
  return (
    <>
      <Group mb={10} align="flex-end">
        <NumberInput
          w={110}
          label="From version"
          min={1}
          max={dataset.latest}
          value={from}
          onChange={pick("from")}
        />
        <NumberInput
          w={110}
          label="To version"
          min={1}
          max={dataset.latest}
          value={to}
          onChange={pick("to")}
        />
      </Group>
      <Differences {...props} from={from} to={to} />
    </>
  );
}

interface DifferencesProps extends DatasetPageProps {
  from: number;
  to: number;
}

function Differences({ project, name, from, to }: DifferencesProps): ReactElement {
  const query = useInfiniteQuery(differencesQuery(project, name, from, to));
  const items = query.data?.pages.flatMap((page) => page.items);
  if (query.error) return <ProblemPanel error={query.error} retry={() => void query.refetch()} />;
  if (!items) return <Loader size="sm" aria-label="Comparing" />;
  if (items.length === 0) return <EmptyState title={`Versions ${from} and ${to} have the same cases`} />;
  return (
    <>
      {items.map(({ id, before, after }) => (
        <Panel
          key={id}
          title={id}
          actions={<Tag>{before == null ? "added" : after == null ? "removed" : "changed"}</Tag>}
        >
          <Suspense>
            <TextDiff
              before={textOf(before)}
              after={textOf(after)}
              labels={[`${id} in version ${from}`, `${id} in version ${to}`]}
              layout="side"
            />
          </Suspense>
        </Panel>
      ))}
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}

const textOf = (value: unknown): string => (value == null ? "" : JSON.stringify(value, null, 2));

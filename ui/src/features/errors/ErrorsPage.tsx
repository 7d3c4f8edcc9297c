import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { ErrorGroup } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import { SearchField } from "../../components/SearchField";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { ValueFilter } from "../../components/ValueFilter";
import { ErrorExamples } from "./ErrorExamples";
import { errorsQuery, isNew, keyOf } from "./queries";
import type { ErrorSearch } from "./search";

const fields = [
  "kind",
  "shape",
  "message",
  "count",
  "traceCount",
  "firstSeenAt",
  "lastSeenAt",
  "releases",
  "models",
] as const satisfies readonly (keyof ErrorGroup)[];

interface Props {
  project: string;
  search: ErrorSearch;
  onSearch: (change: Partial<ErrorSearch>) => void;
  hrefOf: (traceId: string, spanId: string) => string;
  onOpen: (traceId: string, spanId: string) => void;
  onTraces: (group: ErrorGroup) => void;
}

/** Spans that failed, grouped by their kind and the shape of their message. */
export function ErrorsPage({ project, search, onSearch, hrefOf, onOpen, onTraces }: Props): ReactElement {
  const { range, from, to } = search;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    errorsQuery(project, search),
  );
  const groups = data?.pages.flatMap((page) => page.items) ?? [];
  const columns: ListColumn<ErrorGroup>[] = [
    {
      title: "Kind",
      cell: (group) => (
        <TextLink title="Show only this kind" onClick={() => onSearch({ failedKind: group.kind })}>
          {group.kind ?? "unknown"}
        </TextLink>
      ),
    },
    {
      title: "Message",
      wide: true,
      cell: (group) => (
        <TextLink
          title={group.message ?? undefined}
          onClick={() => onSearch({ open: search.open === keyOf(group) ? undefined : keyOf(group) })}
        >
          {group.shape ?? "no message"}
        </TextLink>
      ),
    },
    { title: "Spans", sort: "count", numeric: true, cell: (group) => count(group.count) },
    { title: "Traces", sort: "traceCount", numeric: true, cell: (group) => count(group.traceCount) },
    { title: "Releases", cell: (group) => group.releases.join(", ") },
    {
      title: "Models",
      cell: (group) => <span title={group.models.join(", ")}>{fewOf(group.models)}</span>,
    },
    {
      title: "First seen",
      cell: (group) => (
        <>
          <Timestamp at={group.firstSeenAt} /> {isNew(group, search) && <Tag>new</Tag>}
        </>
      ),
    },
    {
      title: "Last seen",
      sort: "lastSeenAt",
      cell: (group) => <Timestamp at={group.lastSeenAt} relative />,
    },
  ];
  return (
    <Page title="Errors">
      <Toolbar>
        <SearchField
          label="Search text in failed spans"
          placeholder="Search names, ids, inputs and outputs of failed spans …"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q || undefined })}
        />
        <PickedFilter
          name="Kind"
          value={search.failedKind}
          onClear={() => onSearch({ failedKind: undefined })}
        />
        {(["app", "environment", "model"] as const).map((by) => (
          <ValueFilter
            key={by}
            project={project}
            by={by}
            placeholder={`All ${by}s`}
            time={{ range, from, to }}
            value={search[by]}
            onChange={(value) => onSearch({ [by]: value })}
          />
        ))}
        <RangePicker
          withAll
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ExportMenu name={`errors-${project}`} fields={fields} rows={groups} />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && groups.length === 0 && (
        <EmptyState title="Nothing failed here">
          Spans that fail appear here, those with the same kind and the same message apart from numbers, ids
          and quoted parts together.
        </EmptyState>
      )}
      {groups.length > 0 && (
        <ListTable
          label="Errors"
          columns={columns}
          rows={groups}
          keyOf={keyOf}
          sort={search.sort ?? "-count"}
          onSort={(sort) => onSearch({ sort: sort === "-count" ? undefined : sort })}
          below={(group) =>
            search.open === keyOf(group) && (
              <ErrorExamples group={group} hrefOf={hrefOf} onOpen={onOpen} onTraces={() => onTraces(group)} />
            )
          }
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
    </Page>
  );
}

const fewOf = (values: string[]): string =>
  values.length > 2 ? `${values.slice(0, 2).join(", ")} +${values.length - 2}` : values.join(", ");

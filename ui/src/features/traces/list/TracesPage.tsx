import { Button, Loader } from "@mantine/core";
import { useDocumentTitle, useLocalStorage } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState, type ReactElement, type ReactNode } from "react";
import type { TracePage } from "../../../api/types";
import { EmptyState } from "../../../components/EmptyState";
import { ExportMenu } from "../../../components/ExportMenu";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { Timestamp } from "../../../components/Timestamp";
import { FilterBar } from "../filters/FilterBar";
import { exportHref, listQuery, pageSize } from "../queries";
import { filterOf, isFiltered, type TraceSearch } from "../search";
import { SavedViews } from "../views/SavedViews";
import { columnsOf, defaultColumns, type FoundRow } from "./columns";
import { exported } from "./fields";
import { placeOf, rememberOrder } from "./place";
import { SummaryBar } from "./SummaryBar";
import { TraceList } from "./TraceList";
import styles from "./TracesPage.module.css";
import { useLive } from "./useLive";

interface Props {
  project: string;
  search: TraceSearch;
  onSearch: (change: Partial<TraceSearch>) => void;
  onClear: () => void;
  onView: (search: TraceSearch) => void;
  /** Of a trace, at the span where the words stand that were looked for. */
  hrefOf: (traceId: string, span?: string) => string;
  onOpen: (traceId: string, span?: string) => void;
  getStarted: ReactNode;
  /** What can be done with all that match. */
  actions?: ReactNode;
}

export function TracesPage({
  project,
  search,
  onSearch,
  onClear,
  onView,
  hrefOf,
  onOpen,
  getStarted,
  actions,
}: Props): ReactElement {
  useDocumentTitle(`Traces of ${project} – stet`);
  const filter = useStable(filterOf(search));
  const listId = `${project} ${JSON.stringify(filter)}`;
  const query = useInfiniteQuery(listQuery(project, filter));
  const rows = useMemo(() => query.data?.pages.flatMap(found) ?? [], [query.data]);

  const [remembered, remember] = useLocalStorage({ key: "stet-trace-columns", defaultValue: defaultColumns });
  const columns = useMemo(() => columnsOf(search.cols ?? remembered), [search.cols, remembered]);
  const chooseColumns = (cols: string) => {
    remember(cols);
    onSearch({ cols: cols === defaultColumns ? undefined : cols });
  };

  const [atTop, setAtTop] = useState(placeOf(listId).offset === 0);
  const searchedBackTo = query.data?.pages.at(-1)?.searchedBackTo;
  const nothing = query.isSuccess && rows.length === 0 && searchedBackTo == null;
  const live = search.live === true && search.to === undefined;
  const fresh = useLive(project, filter, live || nothing, atTop || nothing);

  const [selectedId, setSelectedId] = useState(placeOf(listId).selectedId);
  const select = useCallback(
    (traceId: string) => {
      placeOf(listId).selectedId = traceId;
      setSelectedId(traceId);
    },
    [listId],
  );
  const open = useCallback(
    (traceId: string) => {
      rememberOrder(rows.map((row) => row.traceId));
      onOpen(traceId, spanOf(rows, traceId));
    },
    [rows, onOpen],
  );
  const href = useCallback((row: FoundRow) => hrefOf(row.traceId, row.match?.spanId), [hrefOf]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  useEffect(() => {
    if (searchedBackTo != null && rows.length < pageSize) more();
  }, [searchedBackTo, rows.length, more]);

  return (
    <div className={styles.page}>
      <h1 className="unseen">Traces</h1>
      <div className={styles.top}>
        <FilterBar
          project={project}
          search={search}
          columns={columns}
          paused={live && !atTop}
          onSearch={onSearch}
          onClear={onClear}
          onColumns={chooseColumns}
        >
          {actions}
          <SavedViews project={project} search={search} onOpen={onView} />
          <ExportMenu
            name={`traces-${project}`}
            fields={exported}
            rows={rows}
            wholeHref={exportHref(project, filter)}
          />
        </FilterBar>
        <SummaryBar project={project} filter={filter} live={live} />
      </div>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {searchedBackTo != null && (
        <p className={styles.searched} role="status">
          {isFetchingNextPage && <Loader size={12} />} Searched back to <Timestamp at={searchedBackTo} />
        </p>
      )}
      {query.isPending && <Loader size="sm" m="xl" aria-label="Loading traces" />}
      {nothing && isFiltered(filter) && (
        <EmptyState title="No trace matches these filters">
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        </EmptyState>
      )}
      {nothing && !isFiltered(filter) && (
        <div className={styles.started}>
          {search.range !== "all" && (
            <EmptyState title="No trace in this time range">
              <Button
                variant="default"
                onClick={() => onSearch({ range: "all", from: undefined, to: undefined })}
              >
                Look at all time
              </Button>
            </EmptyState>
          )}
          {getStarted}
        </div>
      )}
      {rows.length > 0 && (
        <TraceList
          key={listId}
          rows={rows}
          columns={columns}
          fresh={fresh}
          listId={listId}
          selectedId={selectedId}
          onSelect={select}
          hrefOf={href}
          onOpen={open}
          onNearEnd={more}
          onTop={setAtTop}
        />
      )}
    </div>
  );
}

function found({ items, matches }: TracePage): FoundRow[] {
  return items.map((row) => {
    const match = matches[row.traceId];
    return match ? { ...row, match } : row;
  });
}

const spanOf = (rows: FoundRow[], traceId: string): string | undefined =>
  rows.find((row) => row.traceId === traceId)?.match?.spanId;

/** The same object while its content is the same, so that a URL change elsewhere restarts nothing. */
function useStable<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

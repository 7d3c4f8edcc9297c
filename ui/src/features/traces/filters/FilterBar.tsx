import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { RangePicker } from "../../../components/RangePicker";
import { SearchField } from "../../../components/SearchField";
import { ColumnChooser } from "../list/ColumnChooser";
import type { Column } from "../list/columns";
import { facetsQuery } from "../queries";
import { filterOf, isFiltered, type TraceSearch } from "../search";
import { BoundsFilter } from "./BoundsFilter";
import { ChoiceFilter } from "./ChoiceFilter";
import styles from "./FilterBar.module.css";
import { LiveToggle } from "./LiveToggle";
import { TextFilter } from "./TextFilter";

interface Props {
  project: string;
  search: TraceSearch;
  columns: Column[];
  paused: boolean;
  onSearch: (change: Partial<TraceSearch>) => void;
  onClear: () => void;
  onColumns: (ids: string) => void;
  children: ReactNode;
}

const inside = "ok, failed inside";
const statuses = [{ value: "ok" }, { value: "error" }, { value: inside }];

const statusOf = ({ status, failedSpans }: TraceSearch): string | undefined =>
  failedSpans ? inside : status;

const statusChange = (chosen?: string): Partial<TraceSearch> =>
  chosen === inside
    ? { status: "ok", failedSpans: true }
    : { status: chosen as TraceSearch["status"], failedSpans: undefined };

const asList = (value?: string): string[] => (value === undefined ? [] : [value]);

export function FilterBar({
  project,
  search,
  columns,
  paused,
  onSearch,
  onClear,
  onColumns,
  children,
}: Props): ReactElement {
  const { range, from, to } = search;
  const { data: facets } = useQuery(facetsQuery(project, { range, from, to }));
  const only = (values: string[]) => values.at(-1);
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <SearchField
          label="Search text in traces"
          placeholder="Search inputs, outputs, names …"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q || undefined })}
        />
        <LiveToggle
          on={search.live === true}
          paused={paused}
          possible={to === undefined}
          onChange={(on) => onSearch({ live: on || undefined })}
        />
        <RangePicker
          withAll
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ColumnChooser shown={columns} onChange={onColumns} />
        {children}
      </div>
      <div className={styles.line}>
        <ChoiceFilter
          name="Status"
          single
          options={statuses}
          chosen={asList(statusOf(search))}
          onChange={(values) => onSearch(statusChange(only(values)))}
        />
        {(search.failedKind ?? search.failedShape) !== undefined && (
          <ChoiceFilter
            name="Error"
            single
            chosen={[[search.failedKind, search.failedShape].filter(Boolean).join(": ")]}
            onChange={() => onSearch({ failedKind: undefined, failedShape: undefined })}
          />
        )}
        <ChoiceFilter
          name="Model"
          options={facets?.models}
          chosen={search.model ?? []}
          onChange={(model) => onSearch({ model })}
        />
        <ChoiceFilter
          name="Tag"
          options={facets?.tags}
          chosen={search.tag ?? []}
          onChange={(tag) => onSearch({ tag })}
        />
        <ChoiceFilter
          name="Provider"
          options={facets?.providers}
          chosen={search.provider ?? []}
          onChange={(provider) => onSearch({ provider })}
        />
        <ChoiceFilter
          name="User"
          single
          free
          options={facets?.users}
          chosen={asList(search.user)}
          onChange={(values) => onSearch({ user: only(values) })}
        />
        <TextFilter
          key={search.session}
          name="Session"
          value={search.session}
          onChange={(session) => onSearch({ session })}
        />
        <ChoiceFilter
          name="Environment"
          single
          options={facets?.environments}
          chosen={asList(search.environment)}
          onChange={(values) => onSearch({ environment: only(values) })}
        />
        <BoundsFilter
          key={`latency ${search.minDurationMs} ${search.maxDurationMs}`}
          name="Latency"
          unit="ms"
          min={search.minDurationMs}
          max={search.maxDurationMs}
          onChange={(minDurationMs, maxDurationMs) => onSearch({ minDurationMs, maxDurationMs })}
        />
        <BoundsFilter
          key={`cost ${search.minCostUsd} ${search.maxCostUsd}`}
          name="Cost"
          unit="USD"
          min={search.minCostUsd}
          max={search.maxCostUsd}
          onChange={(minCostUsd, maxCostUsd) => onSearch({ minCostUsd, maxCostUsd })}
        />
        <TextFilter
          key={`where ${search.where}`}
          name="Where"
          value={search.where}
          width={70}
          placeholder='such as app = billing-bot and not (tag = vip or "refund"), then Enter'
          onChange={(where) => onSearch({ where })}
        />
        {isFiltered(filterOf(search)) && (
          <Button size="compact-xs" variant="subtle" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
}

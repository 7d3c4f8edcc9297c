import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, type ReactElement, type UIEvent } from "react";
import type { TraceRow } from "../../../api/types";
import { copyText } from "../../../components/copy";
import { recycled } from "../../../components/recycled";
import { useShortcuts } from "../../../components/shortcuts";
import { gridOf, type Column, type FoundRow } from "./columns";
import { placeOf } from "./place";
import { TraceLine } from "./TraceLine";
import styles from "./TraceList.module.css";

export const rowHeight = 32;
const rowsAhead = 400;

interface Props {
  rows: FoundRow[];
  columns: Column[];
  fresh: ReadonlySet<string>;
  /** Names this list, so that coming back to it finds the same place. */
  listId: string;
  selectedId?: string;
  onSelect: (traceId: string) => void;
  hrefOf: (row: FoundRow) => string;
  onOpen: (traceId: string) => void;
  onNearEnd: () => void;
  onTop: (atTop: boolean) => void;
}

export function TraceList(props: Props): ReactElement {
  const { rows, columns, fresh, listId, selectedId, onSelect, hrefOf, onOpen, onNearEnd, onTop } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const place = placeOf(listId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: place.offset,
  });
  const lines = virtual.getVirtualItems();
  const lastShown = lines.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastShown > rows.length - rowsAhead) onNearEnd();
  }, [lastShown, rows.length, onNearEnd]);

  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    place.offset = event.currentTarget.scrollTop;
    onTop(place.offset < rowHeight);
  };
  const open = useCallback(
    (row: TraceRow) => {
      onSelect(row.traceId);
      onOpen(row.traceId);
    },
    [onSelect, onOpen],
  );
  const move = (step: number) => {
    const at = selectedId === undefined ? -1 : rows.findIndex((row) => row.traceId === selectedId);
    const next = Math.min(rows.length - 1, Math.max(0, at + step));
    const row = rows[next];
    if (!row) return;
    onSelect(row.traceId);
    virtual.scrollToIndex(next);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: selectedId === undefined ? undefined : () => onOpen(selectedId),
    x: selectedId === undefined ? undefined : () => void copyText(selectedId, "the trace id"),
  });

  const grid = useMemo(() => gridOf(columns), [columns]);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label="Traces"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={selectedId && `trace-${selectedId}`}
      tabIndex={0}
      onScroll={onScroll}
      style={{ "--tracks": grid.tracks, "--width": `${grid.width}px` }}
    >
      <div className={styles.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column.id} role="columnheader" className={column.numeric ? styles.numeric : styles.cell}>
            {column.title}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <TraceLine
                key={fresh.has(row.traceId) ? row.traceId : recycled(index, lines.length)}
                row={row}
                index={index}
                top={start}
                columns={columns}
                href={hrefOf(row)}
                selected={row.traceId === selectedId}
                fresh={fresh.has(row.traceId)}
                onOpen={open}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

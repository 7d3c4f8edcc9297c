import { memo, type MouseEvent, type ReactElement } from "react";
import type { TraceRow } from "../../../api/types";
import type { Column } from "./columns";
import styles from "./TraceList.module.css";

interface Props {
  row: TraceRow;
  index: number;
  top: number;
  columns: Column[];
  href: string;
  selected: boolean;
  fresh: boolean;
  onOpen: (row: TraceRow) => void;
}

export const TraceLine = memo(function TraceLine(props: Props): ReactElement {
  const { row, index, top, columns, href, selected, fresh, onOpen } = props;
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(row);
  };
  return (
    <a
      id={`trace-${row.traceId}`}
      className={styles.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-fresh={fresh || undefined}
      href={href}
      tabIndex={-1}
      draggable={false}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
    >
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={column.numeric ? styles.numeric : styles.cell}>
          {column.cell(row)}
        </span>
      ))}
    </a>
  );
});

import { Button } from "@mantine/core";
import { Fragment, type ReactElement, type ReactNode } from "react";
import styles from "./ListTable.module.css";

export interface ListColumn<Row> {
  title: string;
  /** The server's word for ordering by it. */
  sort?: string;
  numeric?: boolean;
  /** Takes the room that is left, and is cut when there is too little. */
  wide?: boolean;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  columns: ListColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The server's word for the present order; '-' in front: the largest first. */
  sort?: string;
  onSort?: (sort: string) => void;
  /** What is shown below a row, if anything. */
  below?: (row: Row) => ReactNode;
  /** Present while there are more rows to load. */
  onMore?: () => void;
  loading?: boolean;
}

/** A list that the server orders and hands out page by page. */
export function ListTable<Row>(props: Props<Row>): ReactElement {
  const { label, columns, rows, keyOf, sort, onSort, below, onMore, loading } = props;
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                data-numeric={column.numeric}
                aria-sort={orderOf(column.sort, sort)}
              >
                {column.sort && onSort ? (
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => onSort(nextOrder(column.sort ?? "", sort))}
                  >
                    {column.title}
                    <span aria-hidden>{arrows[orderOf(column.sort, sort) ?? "none"]}</span>
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const more = below?.(row);
            return (
              <Fragment key={keyOf(row)}>
                <tr data-open={more ? true : undefined}>
                  {columns.map((column) => (
                    <td key={column.title} data-numeric={column.numeric} data-wide={column.wide}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
                {more && (
                  <tr className={styles.below}>
                    <td colSpan={columns.length}>{more}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {onMore && (
        <div className={styles.more}>
          <Button variant="default" size="compact-sm" loading={loading} onClick={onMore}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

type Order = "ascending" | "descending";

const arrows: Record<Order | "none", string> = { ascending: " ↑", descending: " ↓", none: "" };

function orderOf(column: string | undefined, sort: string | undefined): Order | undefined {
  if (column === undefined || sort === undefined) return undefined;
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : undefined;
}

const nextOrder = (column: string, sort: string | undefined): string =>
  sort === `-${column}` ? column : `-${column}`;

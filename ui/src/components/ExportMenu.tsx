import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { csvOf, download, jsonLinesOf } from "./export";
import { count } from "./format";

interface Props<Row extends object> {
  /** What the file is called, without its ending. */
  name: string;
  fields: readonly (keyof Row & string)[];
  rows: readonly Row[];
  /** Where the server has all of it, not only what is loaded. */
  wholeHref?: string;
}

/** Saves the rows that a list has loaded. */
export function ExportMenu<Row extends object>({ name, fields, rows, wholeHref }: Props<Row>): ReactElement {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={30}
          aria-label="Export"
          title="Export"
          disabled={rows.length === 0}
        >
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>The {count(rows.length)} rows loaded so far</Menu.Label>
        <Menu.Item onClick={() => download(`${name}.csv`, "text/csv", csvOf(fields, rows))}>CSV</Menu.Item>
        <Menu.Item onClick={() => download(`${name}.jsonl`, "application/jsonl", jsonLinesOf(rows))}>
          JSONL
        </Menu.Item>
        {wholeHref !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Label>All that match, with spans, content and scores</Menu.Label>
            <Menu.Item component="a" href={wholeHref} download={`${name}.jsonl`}>
              Whole traces, JSONL
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

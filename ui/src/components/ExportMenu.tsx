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
}

/** Saves the rows that a list has loaded. */
export function ExportMenu<Row extends object>({ name, fields, rows }: Props<Row>): ReactElement {
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
      </Menu.Dropdown>
    </Menu>
  );
}

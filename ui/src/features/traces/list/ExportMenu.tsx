import { ActionIcon, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { TraceRow } from "../../../api/types";
import { count } from "../../../components/format";
import { csvOf, download, jsonLinesOf } from "./export";

export function ExportMenu({ project, rows }: { project: string; rows: TraceRow[] }): ReactElement {
  const name = `traces-${project}`;
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
        <Menu.Item onClick={() => download(`${name}.csv`, "text/csv", csvOf(rows))}>CSV</Menu.Item>
        <Menu.Item onClick={() => download(`${name}.jsonl`, "application/jsonl", jsonLinesOf(rows))}>
          JSONL
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Button, Checkbox, Popover, Stack } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { columns, defaultColumns, type Column } from "./columns";

export function ColumnChooser({
  shown,
  onChange,
}: {
  shown: Column[];
  onChange: (ids: string) => void;
}): ReactElement {
  const ids = new Set(shown.map((column) => column.id));
  const toggle = (id: string, on: boolean) =>
    onChange(
      columns
        .filter((column) => (column.id === id ? on : ids.has(column.id)))
        .map((column) => column.id)
        .join(","),
    );
  return (
    <Popover position="bottom-end">
      <Popover.Target>
        <ActionIcon variant="default" size={30} aria-label="Choose columns" title="Choose columns">
          <IconColumns3 size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          {columns.map((column) => (
            <Checkbox
              key={column.id}
              label={column.title}
              checked={ids.has(column.id)}
              disabled={ids.size === 1 && ids.has(column.id)}
              onChange={(event) => toggle(column.id, event.currentTarget.checked)}
            />
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => onChange(defaultColumns)}>
            Reset
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

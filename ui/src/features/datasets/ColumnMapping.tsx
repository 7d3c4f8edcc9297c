import { Select } from "@mantine/core";
import type { ReactElement } from "react";
import type { CasesTaken } from "../../api/types";
import { ListTable } from "../../components/ListTable";

interface Props {
  columns: CasesTaken["columns"];
  onChange: (column: string, target: string) => void;
}

const fields = [
  "id",
  "variables",
  "messages",
  "expected",
  "assertions",
  "tags",
  "split",
  "weight",
  "provenance",
  "metadata",
];

/** What each column of a file becomes. */
export function ColumnMapping({ columns, onChange }: Props): ReactElement {
  return (
    <ListTable
      label="Columns"
      rows={columns}
      keyOf={({ column }) => column}
      columns={[
        { title: "Column", cell: ({ column }) => <span className="mono">{column}</span> },
        {
          title: "Becomes",
          cell: ({ column, target }) => (
            <Select
              size="xs"
              aria-label={`What ${column} becomes`}
              allowDeselect={false}
              data={targetsOf(column, target)}
              value={target}
              onChange={(chosen) => chosen !== null && onChange(column, chosen)}
            />
          ),
        },
      ]}
    />
  );
}

function targetsOf(column: string, target: string) {
  const values = [`variables.${column}`, `metadata.${column}`, ...fields, "-"];
  return [...new Set([target, ...values])].map((value) => ({
    value,
    label: value === "-" ? "nothing" : value,
  }));
}

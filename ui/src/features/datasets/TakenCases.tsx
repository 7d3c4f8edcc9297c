import type { ReactElement } from "react";
import type { CasesTaken } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { count } from "../../components/format";
import { ListTable } from "../../components/ListTable";
import { Notice } from "../../components/Notice";
import { inLine, inputOf } from "./written";

/** What comes of rows or traces: counts, the first cases, and what was refused and why. */
export function TakenCases({ taken, row = "Line" }: { taken: CasesTaken; row?: string }): ReactElement {
  const { rows, added, changed, unchanged, removed, refused, preview, problems } = taken;
  return (
    <>
      <Facts label="What comes of it">
        <Fact name="Rows">{count(rows)}</Fact>
        <Fact name="New cases">{count(added)}</Fact>
        <Fact name="Changed">{count(changed)}</Fact>
        <Fact name="Unchanged">{count(unchanged)}</Fact>
        {removed > 0 && <Fact name="Removed">{count(removed)}</Fact>}
        <Fact name="Refused">{count(refused)}</Fact>
      </Facts>
      {preview.length > 0 && (
        <ListTable
          label="The first cases"
          rows={preview}
          keyOf={({ id }) => id}
          columns={[
            { title: "Input", wide: true, cell: inputOf },
            { title: "Expected", wide: true, cell: ({ expected }) => inLine(expected) },
            { title: "Tags", cell: ({ tags }) => tags.join(", ") },
          ]}
        />
      )}
      {refused > 0 && (
        <>
          <Notice tone="warn">
            {count(refused)} cannot be cases
            {problems.length < refused && `; the first ${problems.length} are`}:
          </Notice>
          <ListTable
            label="Refused"
            rows={problems}
            keyOf={({ line, detail }) => `${line} ${detail}`}
            columns={[
              { title: row, numeric: true, cell: ({ line }) => line },
              { title: "Why", wide: true, cell: ({ detail }) => detail },
            ]}
          />
        </>
      )}
    </>
  );
}

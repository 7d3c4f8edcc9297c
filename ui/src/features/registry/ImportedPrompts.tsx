import { Stack } from "@mantine/core";
import type { ReactElement } from "react";
import type { ImportedItem, ImportReport, ImportTally } from "../../api/types";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Notice } from "../../components/Notice";

const words = {
  created: "created",
  changed: "changed",
  alreadyThere: "already there",
  skipped: "skipped",
  refused: "refused",
} as const;

const columns: ListColumn<ImportedItem>[] = [
  { title: "Prompt", wide: true, cell: ({ name }) => name },
  { title: "Outcome", cell: ({ outcome }) => outcome.replace("-", " ") },
  { title: "Versions", cell: ({ versions }) => counts(versions) },
  { title: "Labels", cell: ({ labels }) => counts(labels) },
];

/** What came of an import, prompt by prompt, in numbers that add up. */
export function ImportedPrompts({ report }: { report: ImportReport }): ReactElement {
  const { artifacts, versions, labels, fieldsKept, fieldsLeftOut, unread, dryRun } = report;
  const refused = artifacts.refused + versions.refused + labels.refused + unread.length > 0;
  return (
    <Stack gap="xs">
      <Notice tone={refused ? "warn" : "good"}>
        {dryRun && <div>Nothing was saved yet. This is what would come of it:</div>}
        <div>{sum("prompts", artifacts)}</div>
        <div>{sum("versions", versions)}</div>
        <div>{sum("labels", labels)}</div>
        {fieldsKept + fieldsLeftOut > 0 && (
          <div>
            fields without a place of their own: {count(fieldsKept)} kept in metadata, {count(fieldsLeftOut)}{" "}
            left out
          </div>
        )}
        {unread.map((why) => (
          <div key={why}>not read: {why}</div>
        ))}
      </Notice>
      <ListTable
        label="Imported prompts"
        columns={columns}
        rows={report.items}
        keyOf={({ name }) => name}
        below={(item) => {
          const said = remarks(item);
          return said.length > 0 && <Remarks said={said} />;
        }}
      />
    </Stack>
  );
}

function Remarks({ said }: { said: string[] }): ReactElement {
  return (
    <div className="muted">
      {said.map((remark) => (
        <div key={remark}>{remark}</div>
      ))}
    </div>
  );
}

function sum(what: string, tally: ImportTally): string {
  const parts = Object.entries(words)
    .map(([field, word]) => ({ word, number: tally[field as keyof typeof words] }))
    .filter(({ number }) => number > 0)
    .map(({ word, number }) => `${count(number)} ${word}`);
  return `${count(tally.read)} ${what}${parts.length > 0 ? ` = ${parts.join(" + ")}` : ""}`;
}

function counts(results: { outcome: string }[]): string {
  const by = new Map<string, number>();
  for (const { outcome } of results) by.set(outcome, (by.get(outcome) ?? 0) + 1);
  return (
    [...by].map(([outcome, number]) => `${count(number)} ${outcome.replace("-", " ")}`).join(", ") || "–"
  );
}

function remarks({ reason, versions, labels }: ImportedItem): string[] {
  const found = reason ? [reason] : [];
  for (const version of versions) {
    if (version.outcome === "refused") found.push(`${version.reference}: ${version.reason ?? "refused"}`);
    if (version.kept.length > 0)
      found.push(`${version.reference}: kept in metadata ${version.kept.join(", ")}`);
    if (version.leftOut.length > 0)
      found.push(`${version.reference}: left out ${version.leftOut.join(", ")}`);
  }
  for (const { label, outcome, reason: why } of labels)
    if (outcome === "refused" || outcome === "skipped") found.push(`${label}: ${outcome}, ${why ?? ""}`);
  return found;
}

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Deletion } from "../../api/types";
import { count } from "../../components/format";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { DeleteData } from "./DeleteData";
import { deletionsQuery } from "./queries";

/** Data that people asked to delete, and the way to ask for more. */
export function Deletions({ project }: { project: string }): ReactElement {
  const { data, error, refetch } = useQuery(deletionsQuery(project));
  const [asking, setAsking] = useState(false);
  return (
    <Panel
      title="Deletions"
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          Delete data…
        </Button>
      }
    >
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <p className="muted">
          Nobody has asked for data of this project to be deleted. A person&apos;s data is deleted by their
          user id or by a session: from every table, from the journal and from the files.
        </p>
      )}
      {data && data.length > 0 && (
        <Table label="Deletions" columns={["Asked", "By", "Whose", "Reason", "Removed", "State"]}>
          {data.map((deletion) => (
            <tr key={deletion.id}>
              <td>
                <Timestamp at={deletion.requestedAt} relative />
              </td>
              <td>{deletion.requestedBy}</td>
              <td title={deletion.subject}>
                {deletion.kind === "traces" ? (
                  deletion.subject
                ) : (
                  <>
                    {deletion.kind} <span className="mono muted">{deletion.subject.slice(0, 10)}</span>
                  </>
                )}
              </td>
              <td>{deletion.reason}</td>
              <td>
                {count(deletion.removed.traces)} traces, {count(deletion.removed.spans)} spans
                {deletion.late && `; ${count(deletion.late.spans)} late spans`}
              </td>
              <td title={deletion.problem ?? undefined}>{told(deletion)}</td>
              <td />
            </tr>
          ))}
        </Table>
      )}
      {asking && <DeleteData project={project} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function told({ state, step, check, problem }: Deletion): string {
  if (state === "failed") return `failed, tried again: ${problem ?? ""}`;
  if (state !== "done") return `${step} …`;
  if (!check) return "done";
  if (check.rowsLeft > 0) return `${count(check.rowsLeft)} rows are left`;
  if (check.foundIn.length > 0) return `done; the name is still in ${check.foundIn.join(", ")}`;
  return check.filesSearched > 0
    ? `gone: looked in ${count(check.filesSearched)} files`
    : "done, no rows left";
}

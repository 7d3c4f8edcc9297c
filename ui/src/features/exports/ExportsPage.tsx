import { Button, Group, Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { scheduleQuery, useRemoveSchedule, useRunExport } from "./queries";
import { ScheduleEditor } from "./ScheduleEditor";
import { ScheduleState } from "./ScheduleState";

const fields = [
  "every",
  "format",
  "where",
  "destination",
  "enabled",
  "next",
  "dueAt",
  "lastDone",
  "failure",
  "updatedAt",
  "updatedBy",
  "version",
] as const;

/** What a project exports by itself. */
export function ExportsPage({ project }: { project: string }): ReactElement {
  const { data, error, isPending, refetch } = useQuery(scheduleQuery(project));
  const [editing, setEditing] = useState(false);
  const run = useRunExport(project);
  const remove = useRemoveSchedule(project);
  const failed = error ?? run.error ?? remove.error;
  const schedule = data?.schedule;
  return (
    <Page
      title="Exports"
      actions={schedule && <ExportMenu name={`schedule-${project}`} fields={fields} rows={[schedule]} />}
    >
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      {isPending && <Loader size="sm" aria-label="Loading exports" />}
      {data && !schedule && (
        <EmptyState title="This project exports nothing by itself">
          <p>
            Every hour or day, whole traces can go to a folder or to an S3-compatible store, as JSONL or
            Parquet.
          </p>
          <Button onClick={() => setEditing(true)}>Set up exports</Button>
        </EmptyState>
      )}
      {schedule && (
        <>
          <ScheduleState schedule={schedule} />
          <Group gap="xs" mt="md">
            <Button onClick={() => setEditing(true)}>Change</Button>
            <Button
              variant="default"
              loading={run.isPending}
              disabled={!schedule.enabled}
              onClick={() => run.mutate(schedule.failure ? undefined : schedule.lastDone?.slice)}
            >
              {schedule.failure ? "Try again now" : "Export the last slice again"}
            </Button>
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
              Stop exporting
            </Button>
          </Group>
        </>
      )}
      {data && editing && (
        <ScheduleEditor
          project={project}
          schedule={schedule}
          foldersAllowed={data.foldersAllowed}
          onClose={() => setEditing(false)}
        />
      )}
    </Page>
  );
}

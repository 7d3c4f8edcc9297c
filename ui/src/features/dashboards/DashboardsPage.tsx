import { ActionIcon, Button, FileButton, Group } from "@mantine/core";
import { IconCopy, IconDownload, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Confirm } from "../../components/Confirm";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { dashboardOf, starter, type Dashboard } from "./dashboard";
import { dashboardsQuery, useAddDashboard, useRemoveDashboard, type View } from "./queries";

interface Props {
  project: string;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
}

export function DashboardsPage({ project, hrefOf, onOpen }: Props): ReactElement {
  const { data, error, refetch } = useQuery(dashboardsQuery(project));
  const add = useAddDashboard(project);
  const [refused, setRefused] = useState<string>();
  const [removing, setRemoving] = useState<View>();
  const save = (name: string, content: Dashboard, open: boolean) =>
    add.mutate({ name: freeName(name, data ?? []), content }, { onSuccess: ({ id }) => open && onOpen(id) });
  const read = async (file: File | null) => {
    if (!file) return;
    const read = dashboardOf(await file.text());
    setRefused(typeof read === "string" ? `${file.name}: ${read}` : undefined);
    if (typeof read !== "string") save(read.name, read.content, true);
  };
  return (
    <Page
      title="Dashboards"
      actions={
        <Group gap={8}>
          <FileButton accept="application/json" onChange={(file) => void read(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                Import
              </Button>
            )}
          </FileButton>
          <Button loading={add.isPending} onClick={() => save("New dashboard", starter, true)}>
            New dashboard
          </Button>
        </Group>
      }
    >
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {add.error && <ProblemPanel error={add.error} />}
      {refused && <p role="alert">{refused}</p>}
      {data?.length === 0 && (
        <EmptyState title="No dashboards yet">
          A dashboard shows the charts your team looks at together: “New dashboard” begins with a set of
          common ones, “Import” reads one from a file.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Table label="Dashboards" columns={["Name", "Panels", "Changed", "By"]}>
          {data.map((view) => (
            <tr key={view.id}>
              <td>
                <a
                  href={hrefOf(view.id)}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    onOpen(view.id);
                  }}
                >
                  {view.name}
                </a>
              </td>
              <td>{view.content.panels.length}</td>
              <td>
                <Timestamp at={view.updatedAt} />
              </td>
              <td>{view.updatedBy}</td>
              <td>
                <Group gap={2} justify="flex-end" wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    aria-label={`Duplicate ${view.name}`}
                    onClick={() => save(view.name, view.content, false)}
                  >
                    <IconCopy size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`Export ${view.name}`}
                    onClick={() => download(view)}
                  >
                    <IconDownload size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={`Remove ${view.name}`}
                    onClick={() => setRemoving(view)}
                  >
                    <IconTrash size={15} />
                  </ActionIcon>
                </Group>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {removing && <Removal project={project} view={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

function Removal({
  project,
  view,
  onClose,
}: {
  project: string;
  view: View;
  onClose: () => void;
}): ReactElement {
  const { mutate, error, isPending } = useRemoveDashboard(project);
  return (
    <Confirm
      title={`Remove “${view.name}”?`}
      action="Remove"
      error={error}
      pending={isPending}
      onClose={onClose}
      onConfirm={() => mutate(view.id, { onSuccess: onClose })}
    >
      Everyone in the project loses it. An export of it can be imported again.
    </Confirm>
  );
}

function freeName(name: string, present: View[]): string {
  const taken = new Set(present.map((view) => view.name));
  for (let i = 1; ; i++) {
    const free = i === 1 ? name : `${name.slice(0, 90)} (${i})`;
    if (!taken.has(free)) return free;
  }
}

function download({ name, content }: View): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify({ name, content }, null, 2)], { type: "application/json" }),
  );
  link.download = `${name.replace(/[^\w-]+/g, "-")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { CreateProject } from "./CreateProject";
import { projectsQuery } from "./queries";

const fields = ["id", "name", "title", "createdAt"] as const;

interface Props {
  /** Only administrators make projects. */
  mayCreate: boolean;
  onOpen: (project: string) => void;
}

export function ProjectsPage({ mayCreate, onOpen }: Props): ReactElement {
  const { data: projects, error, refetch } = useQuery(projectsQuery);
  const [creating, setCreating] = useState(false);
  const actions = (
    <Group gap="xs">
      {mayCreate && (
        <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating(true)}>
          Create a project
        </Button>
      )}
      <ExportMenu name="projects" fields={fields} rows={projects ?? []} />
    </Group>
  );
  return (
    <Page title="Projects" actions={actions}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {projects?.length === 0 && (
        <EmptyState title="No projects yet">
          A project keeps one application’s traces, keys and members apart.
        </EmptyState>
      )}
      {projects && projects.length > 0 && (
        <Table label="Projects" columns={["Name", "Title", "Created"]}>
          {projects.map((project) => (
            <tr key={project.id}>
              <td>{project.name}</td>
              <td>{project.title}</td>
              <td>
                <Timestamp at={project.createdAt} />
              </td>
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Open ${project.name}`}
                  onClick={() => onOpen(project.name)}
                >
                  Open
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {creating && <CreateProject onClose={() => setCreating(false)} onCreated={onOpen} />}
    </Page>
  );
}

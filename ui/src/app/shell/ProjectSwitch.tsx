import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { projectsQuery } from "../../features/projects/queries";
import styles from "./Rail.module.css";

export function ProjectSwitch({ project }: { project?: string }): ReactElement {
  const { data: projects } = useQuery(projectsQuery);
  const navigate = useNavigate();
  const names = projects?.map((one) => ({ value: one.name, label: one.name })) ?? [];
  return (
    <Select
      className={styles.switch}
      aria-label="Project"
      placeholder="No project yet"
      searchable={names.length > 8}
      allowDeselect={false}
      data={names}
      value={project ?? null}
      onChange={(name) => {
        if (name) void navigate({ to: "/projects/$project", params: { project: name } });
      }}
    />
  );
}

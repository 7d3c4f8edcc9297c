import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useQuery } from "@tanstack/react-query";
import { projectsQuery } from "../../features/projects/queries";
import { lastProject, rememberProject } from "../lastProject";

/** The project in the address, or else the one looked at last. */
export function useProject(): string | undefined {
  const { project } = useParams({ strict: false });
  const { data: projects } = useQuery(projectsQuery);
  useEffect(() => {
    if (project !== undefined) rememberProject(project);
  }, [project]);
  if (project !== undefined) return project;
  const last = lastProject();
  return projects?.find((one) => one.name === last)?.name ?? projects?.[0]?.name;
}

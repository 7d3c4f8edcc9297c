import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ProjectsPage } from "../../features/projects/ProjectsPage";
import { signedInRoute } from "./signedIn";

export const projectsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects",
  component: Projects,
});

function Projects(): ReactElement {
  const navigate = projectsRoute.useNavigate();
  return (
    <ProjectsPage onOpen={(project) => void navigate({ to: "/projects/$project", params: { project } })} />
  );
}

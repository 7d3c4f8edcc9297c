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
  const { session } = projectsRoute.useRouteContext();
  const navigate = projectsRoute.useNavigate();
  return (
    <ProjectsPage
      mayCreate={session.user.administrator}
      onOpen={(project) => void navigate({ to: "/projects/$project", params: { project } })}
    />
  );
}

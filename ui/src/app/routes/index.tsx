import { createRoute, redirect } from "@tanstack/react-router";
import { lastProject } from "../lastProject";
import { signedInRoute } from "./signedIn";

export const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/",
  beforeLoad: ({ context: { session } }) => {
    const names = session.projects.map((project) => project.name);
    const last = lastProject();
    const project = names.find((name) => name === last) ?? names[0];
    throw project === undefined
      ? redirect({ to: "/projects", replace: true })
      : redirect({ to: "/projects/$project", params: { project }, replace: true });
  },
});

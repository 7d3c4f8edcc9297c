import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ExportsPage } from "../../features/exports/ExportsPage";
import { signedInRoute } from "./signedIn";

export const exportsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/exports",
  component: Exports,
});

function Exports(): ReactElement {
  const { project } = exportsRoute.useParams();
  return <ExportsPage key={project} project={project} />;
}

import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { UnmappedPage } from "../../features/unmapped/UnmappedPage";
import { signedInRoute } from "./signedIn";

export const unmappedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/unmapped",
  component: Unmapped,
});

function Unmapped(): ReactElement {
  const { project } = unmappedRoute.useParams();
  return <UnmappedPage key={project} project={project} />;
}

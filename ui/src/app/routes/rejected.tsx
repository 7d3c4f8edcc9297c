import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { RejectedPage } from "../../features/rejected/RejectedPage";
import { signedInRoute } from "./signedIn";

export const rejectedRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/rejected",
  component: Rejected,
});

function Rejected(): ReactElement {
  const { project } = rejectedRoute.useParams();
  return <RejectedPage key={project} project={project} />;
}

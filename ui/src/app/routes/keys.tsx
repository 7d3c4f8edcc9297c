import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { KeysPage } from "../../features/keys/KeysPage";
import { signedInRoute } from "./signedIn";

export const keysRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/keys",
  component: Keys,
});

function Keys(): ReactElement {
  const { project } = keysRoute.useParams();
  return <KeysPage key={project} project={project} />;
}

import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { PeoplePage } from "../../features/people/PeoplePage";
import { signedInRoute } from "./signedIn";

export const peopleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/people",
  component: People,
});

function People(): ReactElement {
  const { session } = peopleRoute.useRouteContext();
  return <PeoplePage me={session.user.name} />;
}

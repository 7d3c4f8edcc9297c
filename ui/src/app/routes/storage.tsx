import { useQuery } from "@tanstack/react-query";
import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { sessionQuery } from "../../features/session/queries";
import { StoragePage } from "../../features/storage/StoragePage";
import { signedInRoute } from "./signedIn";

export const storageRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/storage",
  component: Storage,
});

function Storage(): ReactElement {
  const { project } = storageRoute.useParams();
  const { data: session } = useQuery(sessionQuery);
  return <StoragePage key={project} project={project} mayDecide={session?.user.administrator === true} />;
}

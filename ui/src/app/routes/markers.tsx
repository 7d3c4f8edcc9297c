import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { MarkersPage } from "../../features/markers/MarkersPage";
import { markerSearchOf } from "../../features/markers/queries";
import { signedInRoute } from "./signedIn";

export const markersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/markers",
  validateSearch: markerSearchOf,
  component: Markers,
});

function Markers(): ReactElement {
  const { project } = markersRoute.useParams();
  const search = markersRoute.useSearch();
  const navigate = markersRoute.useNavigate();
  return (
    <MarkersPage
      key={project}
      project={project}
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => markerSearchOf({ ...before, ...part }), replace: true })
      }
    />
  );
}

import { createRoute } from "@tanstack/react-router";
import { useCallback, type ReactElement } from "react";
import { TracesPage } from "../../features/traces/list/TracesPage";
import { traceSearchOf, type TraceSearch } from "../../features/traces/search";
import { GetStarted } from "./GetStarted";
import { signedInRoute } from "./signedIn";

export const tracesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/traces",
  validateSearch: traceSearchOf,
  component: Traces,
});

function Traces(): ReactElement {
  const { project } = tracesRoute.useParams();
  const search = tracesRoute.useSearch();
  const navigate = tracesRoute.useNavigate();
  const change = useCallback(
    (part: Partial<TraceSearch>) =>
      void navigate({ to: ".", search: (before) => traceSearchOf({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const clear = useCallback(
    () =>
      void navigate({
        to: ".",
        search: ({ range, from, to, cols, live }) => ({ range, from, to, cols, live }),
      }),
    [navigate],
  );
  const open = useCallback(
    (traceId: string) =>
      void navigate({ to: "/projects/$project/traces/$traceId", params: { project, traceId } }),
    [navigate, project],
  );
  const hrefOf = useCallback((traceId: string) => `/projects/${project}/traces/${traceId}`, [project]);
  return (
    <TracesPage
      key={project}
      project={project}
      search={search}
      onSearch={change}
      onClear={clear}
      onView={(view) => void navigate({ to: ".", search: view })}
      hrefOf={hrefOf}
      onOpen={open}
      getStarted={<GetStarted project={project} />}
    />
  );
}

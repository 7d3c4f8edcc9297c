import { createRoute } from "@tanstack/react-router";
import { useCallback, useMemo, type ReactElement } from "react";
import { TracesPage } from "../../features/traces/list/TracesPage";
import { apiQuery, filterOf, traceSearchOf, wordsIn, type TraceSearch } from "../../features/traces/search";
import { stringifySearch } from "../searchText";
import { GetStarted } from "./GetStarted";
import { signedInRoute } from "./signedIn";
import { TakeIntoDataset } from "./TakeIntoDataset";

const trace = "/projects/$project/traces/$traceId";

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
  const words = wordsIn(search)?.join("\n");
  const find = useMemo(() => words?.split("\n"), [words]);
  const open = useCallback(
    (traceId: string, span?: string) =>
      void navigate({ to: trace, params: { project, traceId }, search: { span, find } }),
    [navigate, project, find],
  );
  const hrefOf = useCallback(
    (traceId: string, span?: string) =>
      `/projects/${project}/traces/${traceId}${stringifySearch({ span, find })}`,
    [project, find],
  );
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
      actions={
        <TakeIntoDataset
          project={project}
          what="The newest traces that match these filters, at most 500."
          query={{ ...apiQuery(filterOf(search)), limit: 500 }}
        />
      }
      getStarted={<GetStarted project={project} />}
    />
  );
}

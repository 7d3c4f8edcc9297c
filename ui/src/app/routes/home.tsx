import { createRoute, useRouter } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { HomePage } from "../../features/home/HomePage";
import { scopeOf, whereOf } from "../../features/home/scope";
import { projectsQuery } from "../../features/projects/queries";
import { NewestFailures } from "../../features/traces/NewestFailures";
import { GetStarted } from "./GetStarted";
import { signedInRoute } from "./signedIn";

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project",
  validateSearch: scopeOf,
  component: Home,
});

function Home(): ReactElement {
  const { project } = homeRoute.useParams();
  const scope = homeRoute.useSearch();
  const { range, from, to } = scope;
  const navigate = homeRoute.useNavigate();
  const router = useRouter();
  const { data: projects } = useQuery(projectsQuery);
  const traces = "/projects/$project/traces";
  const trace = "/projects/$project/traces/$traceId";
  return (
    <HomePage
      key={project}
      project={project}
      title={projects?.find((one) => one.name === project)?.title ?? project}
      scope={scope}
      onScope={(part) => void navigate({ to: ".", search: (before) => scopeOf({ ...before, ...part }) })}
      onTraces={(search) => void navigate({ to: traces, params: { project }, search })}
      getStarted={<GetStarted project={project} />}
      failures={
        <NewestFailures
          project={project}
          time={{ range, from, to }}
          where={whereOf(scope)}
          hrefOf={(traceId) => router.buildLocation({ to: trace, params: { project, traceId } }).href}
          onOpen={(traceId) => void navigate({ to: trace, params: { project, traceId } })}
          onAll={() =>
            void navigate({
              to: traces,
              params: { project },
              search: { range, from, to, where: whereOf(scope), status: "error" },
            })
          }
        />
      }
    />
  );
}

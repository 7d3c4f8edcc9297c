import { createRoute, useRouter } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { timeRangeOf } from "../../components/timeRange";
import { HomePage } from "../../features/home/HomePage";
import { projectsQuery } from "../../features/projects/queries";
import { NewestFailures } from "../../features/traces/NewestFailures";
import { GetStarted } from "./GetStarted";
import { signedInRoute } from "./signedIn";

export const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project",
  validateSearch: timeRangeOf,
  component: Home,
});

function Home(): ReactElement {
  const { project } = homeRoute.useParams();
  const time = homeRoute.useSearch();
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
      time={time}
      onTime={(search) => void navigate({ to: ".", search })}
      onPeriod={(from, to) => void navigate({ to: traces, params: { project }, search: { from, to } })}
      getStarted={<GetStarted project={project} />}
      failures={
        <NewestFailures
          project={project}
          time={time}
          hrefOf={(traceId) => router.buildLocation({ to: trace, params: { project, traceId } }).href}
          onOpen={(traceId) => void navigate({ to: trace, params: { project, traceId } })}
          onAll={() =>
            void navigate({ to: traces, params: { project }, search: { ...time, status: "error" } })
          }
        />
      }
    />
  );
}

import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { timeRangeOf } from "../../components/timeRange";
import { DashboardPage } from "../../features/dashboards/DashboardPage";
import { DashboardsPage } from "../../features/dashboards/DashboardsPage";
import { signedInRoute } from "./signedIn";

export const dashboardsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/dashboards",
  component: Dashboards,
});

export const dashboardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/dashboards/$id",
  validateSearch: timeRangeOf,
  component: OneDashboard,
});

const one = "/projects/$project/dashboards/$id";

function Dashboards(): ReactElement {
  const { project } = dashboardsRoute.useParams();
  const navigate = dashboardsRoute.useNavigate();
  const router = useRouter();
  return (
    <DashboardsPage
      key={project}
      project={project}
      hrefOf={(id) => router.buildLocation({ to: one, params: { project, id } }).href}
      onOpen={(id) => void navigate({ to: one, params: { project, id } })}
    />
  );
}

function OneDashboard(): ReactElement {
  const { project, id } = dashboardRoute.useParams();
  const time = dashboardRoute.useSearch();
  const navigate = dashboardRoute.useNavigate();
  return (
    <DashboardPage
      key={id}
      project={project}
      id={id}
      time={time}
      onTime={(search) => void navigate({ to: ".", search })}
      onTraces={(search) => void navigate({ to: "/projects/$project/traces", params: { project }, search })}
    />
  );
}

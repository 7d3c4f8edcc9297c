import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ArtifactsPage } from "../../features/registry/ArtifactsPage";
import { artifactSearchOf } from "../../features/registry/search";
import { AppPage } from "../../features/releases/AppPage";
import { EnvironmentsPage } from "../../features/releases/EnvironmentsPage";
import { appViewOf } from "../../features/releases/view";
import { signedInRoute } from "./signedIn";

const one = "/projects/$project/apps/$app";

export const appsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/apps",
  validateSearch: artifactSearchOf,
  component: Apps,
});

export const appRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: appViewOf,
  component: App,
});

export const environmentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/environments",
  component: Environments,
});

function Apps(): ReactElement {
  const { project } = appsRoute.useParams();
  const search = appsRoute.useSearch();
  const navigate = appsRoute.useNavigate();
  const router = useRouter();
  return (
    <ArtifactsPage
      key={project}
      project={project}
      kind="app"
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => artifactSearchOf({ ...before, ...part }) })
      }
      hrefOf={(app) => router.buildLocation({ to: one, params: { project, app } }).href}
      onOpen={(app) => void navigate({ to: one, params: { project, app } })}
    />
  );
}

function App(): ReactElement {
  const { project, app } = appRoute.useParams();
  const view = appRoute.useSearch();
  const navigate = appRoute.useNavigate();
  return (
    <AppPage
      key={`${project} ${app}`}
      project={project}
      app={app}
      view={view}
      onView={(search) => void navigate({ to: ".", search, replace: true })}
    />
  );
}

function Environments(): ReactElement {
  const { project } = environmentsRoute.useParams();
  return <EnvironmentsPage key={project} project={project} />;
}

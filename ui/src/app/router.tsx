import { createRouter } from "@tanstack/react-router";
import { whenSignedOut } from "../api/http";
import { sessionQuery } from "../features/session/queries";
import { queryClient } from "./queryClient";
import { datasetRoute, datasetsRoute } from "./routes/datasets";
import { dashboardRoute, dashboardsRoute } from "./routes/dashboards";
import { appRoute, appsRoute, environmentsRoute } from "./routes/apps";
import { approvalRoute, approvalsRoute } from "./routes/approvals";
import { auditRoute } from "./routes/audit";
import { endUserRoute, endUsersRoute } from "./routes/endUsers";
import { errorsRoute } from "./routes/errors";
import { exportsRoute } from "./routes/exports";
import { homeRoute } from "./routes/home";
import { indexRoute } from "./routes/index";
import {
  evaluatorRoute,
  evaluatorsRoute,
  suiteRoute,
  suitesRoute,
  policiesRoute,
  policyRoute,
  toolRoute,
  toolsRoute,
} from "./routes/jsonArtifacts";
import { keysRoute } from "./routes/keys";
import { markersRoute } from "./routes/markers";
import { maskingRoute } from "./routes/masking";
import { nowhereRoute } from "./routes/nowhere";
import { peopleRoute } from "./routes/people";
import { playgroundRoute } from "./routes/playground";
import { pricesRoute } from "./routes/prices";
import { projectsRoute } from "./routes/projects";
import { promptRoute, promptsRoute } from "./routes/prompts";
import { providersRoute } from "./routes/providers";
import { rejectedRoute } from "./routes/rejected";
import { RouteProblem, rootRoute } from "./routes/root";
import { runRoute, runsRoute } from "./routes/runs";
import { scoresRoute } from "./routes/scores";
import { sessionRoute, sessionsRoute } from "./routes/sessions";
import { signInRoute } from "./routes/signIn";
import { signedInRoute } from "./routes/signedIn";
import { storageRoute } from "./routes/storage";
import { traceRoute } from "./routes/trace";
import { tracesRoute } from "./routes/traces";
import { unmappedRoute } from "./routes/unmapped";
import { webhookRoute, webhooksRoute } from "./routes/webhooks";
import { parseSearch, stringifySearch } from "./searchText";

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    signedInRoute.addChildren([
      indexRoute,
      projectsRoute,
      providersRoute,
      pricesRoute,
      homeRoute,
      tracesRoute,
      traceRoute,
      promptsRoute,
      promptRoute,
      playgroundRoute,
      toolsRoute,
      toolRoute,
      policiesRoute,
      policyRoute,
      evaluatorsRoute,
      evaluatorRoute,
      datasetsRoute,
      datasetRoute,
      suitesRoute,
      suiteRoute,
      runsRoute,
      runRoute,
      appsRoute,
      appRoute,
      environmentsRoute,
      approvalsRoute,
      approvalRoute,
      dashboardsRoute,
      dashboardRoute,
      sessionsRoute,
      sessionRoute,
      endUsersRoute,
      endUserRoute,
      errorsRoute,
      exportsRoute,
      keysRoute,
      markersRoute,
      maskingRoute,
      unmappedRoute,
      peopleRoute,
      auditRoute,
      rejectedRoute,
      scoresRoute,
      storageRoute,
      webhooksRoute,
      webhookRoute,
      nowhereRoute,
    ]),
  ]),
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: false,
  defaultErrorComponent: RouteProblem,
});

whenSignedOut(() => {
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  const { pathname, href } = router.state.location;
  if (pathname !== "/sign-in") void router.navigate({ to: "/sign-in", search: { from: href } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

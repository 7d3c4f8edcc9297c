import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { RollupsPage } from "../../features/rollups/RollupsPage";
import { rollupSearchOf } from "../../features/rollups/search";
import { SessionPage } from "../../features/rollups/SessionPage";
import { TraceContent } from "../../features/traces/messages/TraceContent";
import { signedInRoute } from "./signedIn";

const one = "/projects/$project/sessions/$session";
const traces = "/projects/$project/traces";
const trace = "/projects/$project/traces/$traceId";

export const sessionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/sessions",
  validateSearch: rollupSearchOf,
  component: Sessions,
});

export const sessionRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  component: Session,
});

function Sessions(): ReactElement {
  const { project } = sessionsRoute.useParams();
  const search = sessionsRoute.useSearch();
  const navigate = sessionsRoute.useNavigate();
  const router = useRouter();
  return (
    <RollupsPage
      key={project}
      project={project}
      kind="sessions"
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => rollupSearchOf({ ...before, ...part }), replace: true })
      }
      hrefOf={(session) => router.buildLocation({ to: one, params: { project, session } }).href}
      onOpen={(session) => void navigate({ to: one, params: { project, session } })}
    />
  );
}

function Session(): ReactElement {
  const { project, session } = sessionRoute.useParams();
  const navigate = sessionRoute.useNavigate();
  const router = useRouter();
  return (
    <SessionPage
      key={session}
      project={project}
      session={session}
      hrefOf={(traceId) => router.buildLocation({ to: trace, params: { project, traceId } }).href}
      onOpen={(traceId) => void navigate({ to: trace, params: { project, traceId } })}
      onTraces={() => void navigate({ to: traces, params: { project }, search: { session, range: "all" } })}
      wholeOf={(traceId) => <TraceContent project={project} traceId={traceId} />}
    />
  );
}

import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ApprovalsPage } from "../../features/registry/ApprovalsPage";
import { RequestPage } from "../../features/registry/RequestPage";
import { signedInRoute } from "./signedIn";
import { artifactPages } from "./useArtifactLinks";

const one = "/projects/$project/approvals/$id";

export const approvalsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/approvals",
  validateSearch: (search: Record<string, unknown>): { state?: "all" } => ({
    state: search.state === "all" ? "all" : undefined,
  }),
  component: Approvals,
});

export const approvalRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  component: Approval,
});

function Approvals(): ReactElement {
  const { project } = approvalsRoute.useParams();
  const { state } = approvalsRoute.useSearch();
  const { session } = approvalsRoute.useRouteContext();
  const navigate = approvalsRoute.useNavigate();
  const router = useRouter();
  return (
    <ApprovalsPage
      key={project}
      project={project}
      administrator={session.user.administrator}
      state={state ?? "open"}
      onState={(next) =>
        void navigate({ to: ".", search: { state: next === "all" ? next : undefined }, replace: true })
      }
      hrefOf={(id) => router.buildLocation({ to: one, params: { project, id } }).href}
      onOpen={(id) => void navigate({ to: one, params: { project, id } })}
    />
  );
}

function Approval(): ReactElement {
  const { project, id } = approvalRoute.useParams();
  const { session } = approvalRoute.useRouteContext();
  const navigate = approvalRoute.useNavigate();
  return (
    <RequestPage
      key={id}
      project={project}
      id={id}
      me={session.user.name}
      onCompare={(kind, name, from, to) =>
        kind === "app"
          ? void navigate({
              to: "/projects/$project/apps/$app",
              params: { project, app: name },
              search: { tab: "compare", from, to },
            })
          : void navigate({
              to: artifactPages[kind],
              params: { project, name },
              search: { tab: "compare", from, to },
            })
      }
    />
  );
}

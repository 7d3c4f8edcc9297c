import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EndUserPage } from "../../features/rollups/EndUserPage";
import { RollupsPage } from "../../features/rollups/RollupsPage";
import { rollupSearchOf } from "../../features/rollups/search";
import { signedInRoute } from "./signedIn";

const one = "/projects/$project/end-users/$user";
const session = "/projects/$project/sessions/$session";
const traces = "/projects/$project/traces";

export const endUsersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/end-users",
  validateSearch: rollupSearchOf,
  component: EndUsers,
});

export const endUserRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: (search: Record<string, unknown>): { sort?: string } => ({
    sort: rollupSearchOf(search).sort,
  }),
  component: EndUser,
});

function EndUsers(): ReactElement {
  const { project } = endUsersRoute.useParams();
  const search = endUsersRoute.useSearch();
  const navigate = endUsersRoute.useNavigate();
  const router = useRouter();
  return (
    <RollupsPage
      key={project}
      project={project}
      kind="end-users"
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => rollupSearchOf({ ...before, ...part }), replace: true })
      }
      hrefOf={(user) => router.buildLocation({ to: one, params: { project, user } }).href}
      onOpen={(user) => void navigate({ to: one, params: { project, user } })}
    />
  );
}

function EndUser(): ReactElement {
  const { project, user } = endUserRoute.useParams();
  const { sort } = endUserRoute.useSearch();
  const navigate = endUserRoute.useNavigate();
  const router = useRouter();
  return (
    <EndUserPage
      key={user}
      project={project}
      user={user}
      sort={sort}
      onSort={(next) => void navigate({ to: ".", search: { sort: next }, replace: true })}
      sessionHref={(id) => router.buildLocation({ to: session, params: { project, session: id } }).href}
      onSession={(id) => void navigate({ to: session, params: { project, session: id } })}
      onTraces={() => void navigate({ to: traces, params: { project }, search: { user, range: "all" } })}
    />
  );
}

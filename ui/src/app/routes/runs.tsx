import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { TextLink } from "../../components/TextLink";
import { itemsSearchOf, runsSearchOf } from "../../features/runs/queries";
import { RunPage } from "../../features/runs/RunPage";
import { RunsPage } from "../../features/runs/RunsPage";
import { signedInRoute } from "./signedIn";

const run = "/projects/$project/runs/$id";
const trace = "/projects/$project/traces/$traceId";

export const runsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/runs",
  validateSearch: runsSearchOf,
  component: Runs,
});

export const runRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: run,
  validateSearch: itemsSearchOf,
  component: Run,
});

function Runs(): ReactElement {
  const { project } = runsRoute.useParams();
  const navigate = runsRoute.useNavigate();
  const router = useRouter();
  const targetOf = (id: string) => ({ to: run, params: { project, id } }) as const;
  return (
    <RunsPage
      key={project}
      project={project}
      search={runsRoute.useSearch()}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => runsSearchOf({ ...before, ...part }), replace: true })
      }
      hrefOf={(id) => router.buildLocation(targetOf(id)).href}
      onOpen={(id) => void navigate(targetOf(id))}
    />
  );
}

function Run(): ReactElement {
  const { project, id } = runRoute.useParams();
  const navigate = runRoute.useNavigate();
  const router = useRouter();
  return (
    <RunPage
      key={id}
      project={project}
      id={id}
      search={runRoute.useSearch()}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => itemsSearchOf({ ...before, ...part }), replace: true })
      }
      traceLink={(traceId) => {
        const target = { to: trace, params: { project, traceId } } as const;
        return (
          <TextLink href={router.buildLocation(target).href} onClick={() => void navigate(target)}>
            trace {traceId.slice(0, 8)}
          </TextLink>
        );
      }}
    />
  );
}

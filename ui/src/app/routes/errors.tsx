import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ErrorsPage } from "../../features/errors/ErrorsPage";
import { errorSearchOf } from "../../features/errors/search";
import { signedInRoute } from "./signedIn";

const trace = "/projects/$project/traces/$traceId";

export const errorsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/errors",
  validateSearch: errorSearchOf,
  component: Errors,
});

function Errors(): ReactElement {
  const { project } = errorsRoute.useParams();
  const search = errorsRoute.useSearch();
  const navigate = errorsRoute.useNavigate();
  const router = useRouter();
  return (
    <ErrorsPage
      key={project}
      project={project}
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => errorSearchOf({ ...before, ...part }), replace: true })
      }
      hrefOf={(traceId, span) =>
        router.buildLocation({ to: trace, params: { project, traceId }, search: { span } }).href
      }
      onOpen={(traceId, span) => void navigate({ to: trace, params: { project, traceId }, search: { span } })}
      onTraces={({ kind, shape }) =>
        void navigate({
          to: "/projects/$project/traces",
          params: { project },
          search: ({ range, from, to }) => ({ range, from, to, failedKind: kind, failedShape: shape }),
        })
      }
    />
  );
}

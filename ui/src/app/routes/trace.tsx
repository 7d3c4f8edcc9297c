import { createRoute, useCanGoBack, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, type ReactElement } from "react";
import { traceViewOf } from "../../features/traces/trace/view";
import { stringifySearch } from "../searchText";
import { signedInRoute } from "./signedIn";
import { TakeIntoDataset } from "./TakeIntoDataset";

const TracePage = lazy(async () => ({
  default: (await import("../../features/traces/trace/TracePage")).TracePage,
}));

export const traceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/traces/$traceId",
  validateSearch: traceViewOf,
  component: Trace,
});

function Trace(): ReactElement {
  const { project, traceId } = traceRoute.useParams();
  const view = traceRoute.useSearch();
  const navigate = traceRoute.useNavigate();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const back = () => {
    if (canGoBack) router.history.back();
    else void navigate({ to: "/projects/$project/traces", params: { project } });
  };
  return (
    <Suspense>
      <TracePage
        key={traceId}
        project={project}
        traceId={traceId}
        view={view}
        onView={(search) => void navigate({ to: ".", search, replace: true })}
        onBack={back}
        onPlayground={(span) =>
          void navigate({
            to: "/projects/$project/playground",
            params: { project },
            search: { trace: traceId, span },
          })
        }
        actions={({ spanId, name, input }) =>
          input !== undefined && (
            <TakeIntoDataset
              key={spanId}
              size="compact-xs"
              project={project}
              what={`A case made of “${name}”, which remembers this trace.`}
              traces={[{ traceId, spanId }]}
            />
          )
        }
        hrefOf={(other, span) =>
          `/projects/${project}/traces/${encodeURIComponent(other)}${stringifySearch({ span })}`
        }
        onTrace={(next) =>
          void navigate({
            to: "/projects/$project/traces/$traceId",
            params: { project, traceId: next },
            search: ({ find }) => ({ find }),
            replace: true,
          })
        }
      />
    </Suspense>
  );
}

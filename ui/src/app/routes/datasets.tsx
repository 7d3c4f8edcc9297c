import { createRoute, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, type ReactElement } from "react";
import { TextLink } from "../../components/TextLink";
import { DatasetsPage } from "../../features/datasets/DatasetsPage";
import { datasetsViewOf, datasetViewOf } from "../../features/datasets/view";
import { signedInRoute } from "./signedIn";

const DatasetPage = lazy(async () => ({
  default: (await import("../../features/datasets/DatasetPage")).DatasetPage,
}));

const one = "/projects/$project/datasets/$name";
const trace = "/projects/$project/traces/$traceId";

export const datasetsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/datasets",
  validateSearch: datasetsViewOf,
  component: Datasets,
});

export const datasetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: datasetViewOf,
  component: Dataset,
});

function Datasets(): ReactElement {
  const { project } = datasetsRoute.useParams();
  const { archived = false } = datasetsRoute.useSearch();
  const navigate = datasetsRoute.useNavigate();
  const router = useRouter();
  return (
    <DatasetsPage
      key={project}
      project={project}
      archived={archived}
      onArchived={(next) =>
        void navigate({ to: ".", search: { archived: next || undefined }, replace: true })
      }
      hrefOf={(name) => router.buildLocation({ to: one, params: { project, name } }).href}
      onOpen={(name) => void navigate({ to: one, params: { project, name } })}
    />
  );
}

function Dataset(): ReactElement {
  const { project, name } = datasetRoute.useParams();
  const navigate = datasetRoute.useNavigate();
  const router = useRouter();
  return (
    <Suspense>
      <DatasetPage
        key={`${project} ${name}`}
        project={project}
        name={name}
        view={datasetRoute.useSearch()}
        onView={(part) =>
          void navigate({ to: ".", search: (before) => datasetViewOf({ ...before, ...part }), replace: true })
        }
        traceLink={(traceId, span) => {
          const target = { to: trace, params: { project, traceId }, search: { span } } as const;
          return (
            <TextLink href={router.buildLocation(target).href} onClick={() => void navigate(target)}>
              trace {traceId.slice(0, 8)}
            </TextLink>
          );
        }}
      />
    </Suspense>
  );
}

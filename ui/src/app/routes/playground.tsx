import { createRoute, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, type ReactElement } from "react";
import { playgroundSourceOf } from "../../features/playground/source";
import { signedInRoute } from "./signedIn";
import { TakeIntoDataset } from "./TakeIntoDataset";

const PlaygroundPage = lazy(async () => ({
  default: (await import("../../features/playground/PlaygroundPage")).PlaygroundPage,
}));

const trace = "/projects/$project/traces/$traceId";
const prompt = "/projects/$project/prompts/$name";

export const playgroundRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/playground",
  validateSearch: playgroundSourceOf,
  component: Playground,
});

function Playground(): ReactElement {
  const { project } = playgroundRoute.useParams();
  const source = playgroundRoute.useSearch();
  const navigate = playgroundRoute.useNavigate();
  const router = useRouter();
  const toTrace = (traceId: string) => ({ to: trace, params: { project, traceId } }) as const;
  const toPrompt = (name: string, version: number) =>
    ({ to: prompt, params: { project, name }, search: { tab: "versions", version } }) as const;
  return (
    <Suspense>
      <PlaygroundPage
        key={project}
        project={project}
        source={source}
        links={{
          hrefOfTrace: (traceId) => router.buildLocation(toTrace(traceId)).href,
          onTrace: (traceId) => void navigate(toTrace(traceId)),
          hrefOfPrompt: (name, version) => router.buildLocation(toPrompt(name, version)).href,
          onPrompt: (name, version) => void navigate(toPrompt(name, version)),
          hrefOfProviders: router.buildLocation({ to: "/providers" }).href,
          actions: (traceId) => (
            <TakeIntoDataset
              key={traceId}
              size="compact-xs"
              label="Save as case"
              project={project}
              what="A case made of what was asked, which remembers this answer’s trace."
              traces={[{ traceId }]}
            />
          ),
          onProviders: () => void navigate({ to: "/providers" }),
        }}
      />
    </Suspense>
  );
}

import { createRoute, useNavigate, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { ArtifactSearch } from "../../api/artifacts";
import { JsonTree } from "../../components/JsonTree";
import { ArtifactEditor } from "../../features/registry/ArtifactEditor";
import { ArtifactPage } from "../../features/registry/ArtifactPage";
import { ArtifactsPage } from "../../features/registry/ArtifactsPage";
import { JsonForm } from "../../features/registry/JsonForm";
import { artifactSearchOf } from "../../features/registry/search";
import { starterOf } from "../../features/registry/starters";
import { artifactViewOf, type ArtifactView } from "../../features/registry/view";
import { signedInRoute } from "./signedIn";
import { artifactPages, useArtifactLinks } from "./useArtifactLinks";

/** The kinds that are written as JSON. */
type JsonKind = "tool" | "guardrail-policy" | "evaluator" | "suite";

export const toolsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/tools",
  validateSearch: artifactSearchOf,
  component: Tools,
});

export const toolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: artifactPages.tool,
  validateSearch: artifactViewOf,
  component: Tool,
});

export const policiesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/policies",
  validateSearch: artifactSearchOf,
  component: Policies,
});

export const policyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: artifactPages["guardrail-policy"],
  validateSearch: artifactViewOf,
  component: Policy,
});

export const evaluatorsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/evaluators",
  validateSearch: artifactSearchOf,
  component: Evaluators,
});

export const evaluatorRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: artifactPages.evaluator,
  validateSearch: artifactViewOf,
  component: Evaluator,
});

export const suitesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/suites",
  validateSearch: artifactSearchOf,
  component: Suites,
});

export const suiteRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: artifactPages.suite,
  validateSearch: artifactViewOf,
  component: Suite,
});

function Tools(): ReactElement {
  const { project } = toolsRoute.useParams();
  return <All kind="tool" project={project} search={toolsRoute.useSearch()} />;
}

function Tool(): ReactElement {
  const { project, name } = toolRoute.useParams();
  return <One kind="tool" project={project} name={name} view={toolRoute.useSearch()} />;
}

function Policies(): ReactElement {
  const { project } = policiesRoute.useParams();
  return <All kind="guardrail-policy" project={project} search={policiesRoute.useSearch()} />;
}

function Policy(): ReactElement {
  const { project, name } = policyRoute.useParams();
  return <One kind="guardrail-policy" project={project} name={name} view={policyRoute.useSearch()} />;
}

function Evaluators(): ReactElement {
  const { project } = evaluatorsRoute.useParams();
  return <All kind="evaluator" project={project} search={evaluatorsRoute.useSearch()} />;
}

function Evaluator(): ReactElement {
  const { project, name } = evaluatorRoute.useParams();
  return <One kind="evaluator" project={project} name={name} view={evaluatorRoute.useSearch()} />;
}

function Suites(): ReactElement {
  const { project } = suitesRoute.useParams();
  return <All kind="suite" project={project} search={suitesRoute.useSearch()} />;
}

function Suite(): ReactElement {
  const { project, name } = suiteRoute.useParams();
  return <One kind="suite" project={project} name={name} view={suiteRoute.useSearch()} />;
}

interface AllProps {
  project: string;
  kind: JsonKind;
  search: ArtifactSearch;
}

function All({ project, kind, search }: AllProps): ReactElement {
  const navigate = useNavigate();
  const router = useRouter();
  const to = artifactPages[kind];
  return (
    <ArtifactsPage
      key={`${project} ${kind}`}
      project={project}
      kind={kind}
      search={search}
      onSearch={(part) => void navigate({ to: ".", search: artifactSearchOf({ ...search, ...part }) })}
      hrefOf={(name) => router.buildLocation({ to, params: { project, name } }).href}
      onOpen={(name) => void navigate({ to, params: { project, name } })}
    />
  );
}

interface OneProps {
  project: string;
  kind: JsonKind;
  name: string;
  view: ArtifactView;
}

function One({ project, kind, name, view }: OneProps): ReactElement {
  const { session } = signedInRoute.useRouteContext();
  const navigate = useNavigate();
  const links = useArtifactLinks(project);
  const me = session.user.name;
  return (
    <ArtifactPage
      key={`${project} ${kind} ${name}`}
      project={project}
      kind={kind}
      name={name}
      me={me}
      view={view}
      onView={(search) => void navigate({ to: ".", search, replace: true })}
      onRenamed={(next) =>
        void navigate({ to: artifactPages[kind], params: { project, name: next }, replace: true })
      }
      {...links}
      editor={(artifact) => (
        <ArtifactEditor
          project={project}
          artifact={artifact}
          me={me}
          starter={starterOf(kind, name)}
          onCompare={(from, to) => void navigate({ to: ".", search: { tab: "compare", from, to } })}
          form={(content, onChange) => <JsonForm kind={kind} content={content} onChange={onChange} />}
        />
      )}
      show={({ content }) => <JsonTree value={content} depth={4} />}
      textOf={(content) => JSON.stringify(content, null, 2)}
    />
  );
}

import { createRoute, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, type ReactElement } from "react";
import { JsonTree } from "../../components/JsonTree";
import { ArtifactEditor } from "../../features/registry/ArtifactEditor";
import { ArtifactPage } from "../../features/registry/ArtifactPage";
import { ArtifactsPage } from "../../features/registry/ArtifactsPage";
import { artifactSearchOf } from "../../features/registry/search";
import { artifactViewOf } from "../../features/registry/view";
import { starter } from "../../features/tools/content";
import { signedInRoute } from "./signedIn";
import { useArtifactLinks } from "./useArtifactLinks";

const ToolForm = lazy(async () => ({ default: (await import("../../features/tools/ToolForm")).ToolForm }));

const one = "/projects/$project/tools/$name";

export const toolsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/tools",
  validateSearch: artifactSearchOf,
  component: Tools,
});

export const toolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: artifactViewOf,
  component: Tool,
});

function Tools(): ReactElement {
  const { project } = toolsRoute.useParams();
  const search = toolsRoute.useSearch();
  const navigate = toolsRoute.useNavigate();
  const router = useRouter();
  return (
    <ArtifactsPage
      key={project}
      project={project}
      kind="tool"
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => artifactSearchOf({ ...before, ...part }) })
      }
      hrefOf={(name) => router.buildLocation({ to: one, params: { project, name } }).href}
      onOpen={(name) => void navigate({ to: one, params: { project, name } })}
    />
  );
}

function Tool(): ReactElement {
  const { project, name } = toolRoute.useParams();
  const view = toolRoute.useSearch();
  const { session } = toolRoute.useRouteContext();
  const navigate = toolRoute.useNavigate();
  const links = useArtifactLinks(project);
  return (
    <ArtifactPage
      key={`${project} ${name}`}
      project={project}
      kind="tool"
      name={name}
      me={session.user.name}
      view={view}
      onView={(search) => void navigate({ to: ".", search, replace: true })}
      onRenamed={(next) => void navigate({ to: one, params: { project, name: next }, replace: true })}
      {...links}
      editor={(artifact) => (
        <ArtifactEditor
          project={project}
          artifact={artifact}
          me={session.user.name}
          starter={starter(name)}
          onCompare={(from, to) => void navigate({ to: ".", search: { tab: "compare", from, to } })}
          form={(content, onChange) => (
            <Suspense>
              <ToolForm content={content} onChange={onChange} />
            </Suspense>
          )}
        />
      )}
      show={({ content }) => <JsonTree value={content} depth={4} />}
      textOf={(content) => JSON.stringify(content, null, 2)}
    />
  );
}

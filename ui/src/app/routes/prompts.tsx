import { createRoute, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, type ReactElement } from "react";
import type { PromptContent } from "../../features/prompts/content";
import { starter, textOf } from "../../features/prompts/content";
import { ArtifactEditor } from "../../features/registry/ArtifactEditor";
import { ArtifactPage } from "../../features/registry/ArtifactPage";
import { ArtifactsPage } from "../../features/registry/ArtifactsPage";
import { artifactSearchOf } from "../../features/registry/search";
import { artifactViewOf } from "../../features/registry/view";
import { signedInRoute } from "./signedIn";
import { useArtifactLinks } from "./useArtifactLinks";

const PromptForm = lazy(async () => ({
  default: (await import("../../features/prompts/PromptForm")).PromptForm,
}));
const VersionUsage = lazy(() => import("../../features/prompts/VersionUsage"));
const PromptText = lazy(async () => ({
  default: (await import("../../features/prompts/PromptText")).PromptText,
}));

const one = "/projects/$project/prompts/$name";

export const promptsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/prompts",
  validateSearch: artifactSearchOf,
  component: Prompts,
});

export const promptRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: artifactViewOf,
  component: Prompt,
});

function Prompts(): ReactElement {
  const { project } = promptsRoute.useParams();
  const search = promptsRoute.useSearch();
  const navigate = promptsRoute.useNavigate();
  const router = useRouter();
  return (
    <ArtifactsPage
      key={project}
      project={project}
      kind="prompt"
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => artifactSearchOf({ ...before, ...part }) })
      }
      hrefOf={(name) => router.buildLocation({ to: one, params: { project, name } }).href}
      onOpen={(name) => void navigate({ to: one, params: { project, name } })}
    />
  );
}

function Prompt(): ReactElement {
  const { project, name } = promptRoute.useParams();
  const view = promptRoute.useSearch();
  const { session } = promptRoute.useRouteContext();
  const navigate = promptRoute.useNavigate();
  const links = useArtifactLinks(project);
  return (
    <ArtifactPage
      key={`${project} ${name}`}
      project={project}
      kind="prompt"
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
          starter={starter}
          onCompare={(from, to) => void navigate({ to: ".", search: { tab: "compare", from, to } })}
          form={(content, onChange) => (
            <Suspense>
              <PromptForm
                project={project}
                name={name}
                content={content as PromptContent}
                onChange={onChange}
              />
            </Suspense>
          )}
        />
      )}
      show={({ content }) => (
        <Suspense>
          <PromptText content={content as PromptContent} />
        </Suspense>
      )}
      textOf={textOf}
      onTry={(version) =>
        void navigate({
          to: "/projects/$project/playground",
          params: { project },
          search: { prompt: name, version },
        })
      }
      usage={
        <Suspense>
          <VersionUsage
            project={project}
            prompt={name}
            onTraces={(where) =>
              void navigate({
                to: "/projects/$project/traces",
                params: { project },
                search: { where, range: "all" },
              })
            }
          />
        </Suspense>
      }
    />
  );
}

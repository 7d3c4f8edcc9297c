import { useNavigate, useRouter } from "@tanstack/react-router";
import type { Kind } from "../../api/artifacts";

/** The address of one artifact, by its kind; apps have pages of their own. */
export const artifactPages = {
  prompt: "/projects/$project/prompts/$name",
  tool: "/projects/$project/tools/$name",
  "guardrail-policy": "/projects/$project/policies/$name",
  evaluator: "/projects/$project/evaluators/$name",
  suite: "/projects/$project/suites/$name",
} as const;

const app = "/projects/$project/apps/$app";

/** Where each kind of artifact has its page, and a request for an approval. */
export function useArtifactLinks(project: string) {
  const navigate = useNavigate();
  const router = useRouter();
  const targetOf = (kind: Kind, name: string) =>
    kind === "app"
      ? ({ to: app, params: { project, app: name } } as const)
      : ({ to: artifactPages[kind], params: { project, name } } as const);
  return {
    hrefOf: (kind: Kind, name: string): string => router.buildLocation(targetOf(kind, name)).href,
    onOpen: (kind: Kind, name: string): void => void navigate(targetOf(kind, name)),
    onRequest: (id: string): void =>
      void navigate({ to: "/projects/$project/approvals/$id", params: { project, id } }),
  };
}

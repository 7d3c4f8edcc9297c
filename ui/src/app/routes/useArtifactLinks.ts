import { useNavigate, useRouter } from "@tanstack/react-router";
import type { Kind } from "../../api/artifacts";

const pages = {
  prompt: "/projects/$project/prompts/$name",
  tool: "/projects/$project/tools/$name",
} as const;

const app = "/projects/$project/apps/$app";

/** Where each kind of artifact has its page, and a request for an approval. */
export function useArtifactLinks(project: string) {
  const navigate = useNavigate();
  const router = useRouter();
  const pageOf = (kind: Kind) => (kind === "prompt" || kind === "tool" ? pages[kind] : undefined);
  return {
    hrefOf: (kind: Kind, name: string): string | undefined => {
      if (kind === "app") return router.buildLocation({ to: app, params: { project, app: name } }).href;
      const to = pageOf(kind);
      return to && router.buildLocation({ to, params: { project, name } }).href;
    },
    onOpen: (kind: Kind, name: string): void => {
      if (kind === "app") void navigate({ to: app, params: { project, app: name } });
      const to = pageOf(kind);
      if (to) void navigate({ to, params: { project, name } });
    },
    onRequest: (id: string): void =>
      void navigate({ to: "/projects/$project/approvals/$id", params: { project, id } }),
  };
}

import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { TextLink } from "../../components/TextLink";
import { scoreSearchOf } from "../../features/scores/queries";
import { ScoresPage } from "../../features/scores/ScoresPage";
import { signedInRoute } from "./signedIn";

const trace = "/projects/$project/traces/$traceId";
const session = "/projects/$project/sessions/$session";

export const scoresRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/scores",
  validateSearch: scoreSearchOf,
  component: Scores,
});

function Scores(): ReactElement {
  const { project } = scoresRoute.useParams();
  const search = scoresRoute.useSearch();
  const navigate = scoresRoute.useNavigate();
  const router = useRouter();
  return (
    <ScoresPage
      key={project}
      project={project}
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => scoreSearchOf({ ...before, ...part }), replace: true })
      }
      linkTo={({ traceId, sessionId }) => {
        const to =
          traceId != null
            ? ({ to: trace, params: { project, traceId } } as const)
            : ({ to: session, params: { project, session: sessionId ?? "" } } as const);
        return (
          <TextLink href={router.buildLocation(to).href} onClick={() => void navigate(to)}>
            {traceId != null ? `trace ${traceId.slice(0, 8)}` : `session ${sessionId ?? ""}`}
          </TextLink>
        );
      }}
    />
  );
}

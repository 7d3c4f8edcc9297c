import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Fact, Facts } from "../../components/Facts";
import { sessionScoresQuery } from "./queries";

/** What was judged of a session itself; nothing when nothing was. */
export function SessionScores({
  project,
  session,
}: {
  project: string;
  session: string;
}): ReactElement | null {
  const { data } = useQuery(sessionScoresQuery(project, session));
  if (!data || data.length === 0) return null;
  return (
    <Facts label="Scores of the session">
      {data.map((score) => (
        <Fact key={score.id} name={score.name}>
          <span title={score.comment ?? undefined}>
            {String(score.value)} <span className="muted">by {score.source}</span>
          </span>
        </Fact>
      ))}
    </Facts>
  );
}

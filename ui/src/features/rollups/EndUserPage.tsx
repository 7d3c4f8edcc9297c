import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RollupFacts } from "./RollupFacts";
import { RollupList } from "./RollupList";
import { rollupQuery } from "./queries";

interface Props {
  project: string;
  user: string;
  sort?: string;
  onSort: (sort?: string) => void;
  sessionHref: (session: string) => string;
  onSession: (session: string) => void;
  onTraces: () => void;
}

/** One end user: what all their traces add up to, and their sessions. */
export function EndUserPage(props: Props): ReactElement {
  const { project, user, sort, onSort, sessionHref, onSession, onTraces } = props;
  const { data, error, refetch } = useQuery(rollupQuery(project, "end-users", user));
  const traces = (
    <Button variant="default" onClick={onTraces}>
      Their traces
    </Button>
  );
  return (
    <Page title={user} actions={traces}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && <RollupFacts rollup={data} sessions />}
      <RollupList
        project={project}
        kind="sessions"
        search={{ range: "all", user, sort }}
        onSearch={(change) => onSort(change.sort)}
        hrefOf={sessionHref}
        onOpen={onSession}
      />
    </Page>
  );
}

import { Button, Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { CompareReleases } from "./CompareReleases";
import { EnvironmentsTab } from "./EnvironmentsTab";
import { NewReleaseTab } from "./NewReleaseTab";
import { releasesQuery } from "./queries";
import { ReleasesTab } from "./ReleasesTab";
import { tabs, type AppView } from "./view";

export interface AppPageProps {
  project: string;
  app: string;
  view: AppView;
  onView: (view: AppView) => void;
}

/** An app: what is live where, its releases, and what differs between them. */
export function AppPage(props: AppPageProps): ReactElement {
  const { project, app, view, onView } = props;
  const query = useInfiniteQuery(releasesQuery(project, app));
  const latest = query.data?.pages[0]?.items[0]?.number ?? 0;
  const shown = view.tab ?? (query.data && latest === 0 ? "new" : "environments");
  return (
    <Page
      title={app}
      actions={
        <Button leftSection={<IconPlus size={14} />} onClick={() => onView({ tab: "new" })}>
          New release
        </Button>
      }
    >
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      <Tabs
        value={shown}
        onChange={(tab) => onView({ ...view, tab: tabs.find((one) => one === tab) })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="environments">Environments</Tabs.Tab>
          <Tabs.Tab value="releases">Releases</Tabs.Tab>
          <Tabs.Tab value="compare" disabled={latest < 2}>
            Compare
          </Tabs.Tab>
          <Tabs.Tab value="new">New release</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="environments">
          <EnvironmentsTab {...props} latest={latest} />
        </Tabs.Panel>
        <Tabs.Panel value="releases">
          <ReleasesTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          {latest > 0 && <CompareReleases {...props} latest={latest} />}
        </Tabs.Panel>
        <Tabs.Panel value="new">{query.data && <NewReleaseTab {...props} latest={latest} />}</Tabs.Panel>
      </Tabs>
    </Page>
  );
}

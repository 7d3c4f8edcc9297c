import { Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { diffQuery, type Kind } from "../../api/artifacts";
import { Changes } from "../../components/Changes";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import type { AppPageProps } from "./AppPage";
import styles from "./CompareReleases.module.css";
import { repinned } from "./pins";
import { releaseDiffQuery } from "./queries";

/** What differs between two releases, part by part, down to the words of their prompts. */
export function CompareReleases({
  project,
  app,
  view,
  onView,
  latest,
}: AppPageProps & { latest: number }): ReactElement {
  const to = Math.min(view.to ?? latest, latest);
  const from = Math.min(view.from ?? Math.max(1, to - 1), latest);
  const { data, error, refetch } = useQuery(releaseDiffQuery(project, app, from, to));
  const plain = data?.filter((part) => !repinned(part)) ?? [];
  const numbers = Array.from({ length: latest }, (_, i) => String(latest - i));
  return (
    <>
      <Group gap={8} mb="sm">
        <Select
          aria-label="Compare release"
          w={90}
          searchable
          allowDeselect={false}
          data={numbers}
          value={String(from)}
          onChange={(value) => onView({ ...view, from: Number(value) })}
        />
        <span className="muted">with</span>
        <Select
          aria-label="With release"
          w={90}
          searchable
          allowDeselect={false}
          data={numbers}
          value={String(to)}
          onChange={(value) => onView({ ...view, to: Number(value) })}
        />
      </Group>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted">The two releases pin the same.</p>}
      <div className={styles.parts}>
        {plain.length > 0 && <Changes changes={plain.map((part) => ({ ...part, path: `/${part.path}` }))} />}
        {data?.map((part) => {
          const pins = repinned(part);
          return pins && <Repinned key={part.path} project={project} title={part.path} {...pins} />;
        })}
      </div>
    </>
  );
}

interface RepinnedProps {
  title: string;
  project: string;
  kind: Kind;
  name: string;
  from: number;
  to: number;
}

function Repinned({ project, title, kind, name, from, to }: RepinnedProps): ReactElement {
  const { data, error } = useQuery(diffQuery(project, kind, name, from, to));
  return (
    <Panel title={title}>
      <p className="muted">
        {kind} {name}: version {from} → {to}
      </p>
      {error && <ProblemPanel error={error} />}
      {data && <Changes changes={data.changes} />}
    </Panel>
  );
}

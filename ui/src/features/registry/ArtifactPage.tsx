import { ActionIcon, Button, Group, Menu, Tabs } from "@mantine/core";
import { IconDots, IconStar, IconStarFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import {
  artifactQuery,
  useChangeArtifact,
  type Artifact,
  type Kind,
  type Version,
} from "../../api/artifacts";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { ArtifactDetails } from "./ArtifactDetails";
import styles from "./ArtifactPage.module.css";
import { Compare } from "./Compare";
import { wordsOf } from "./kinds";
import { LabelsTab } from "./LabelsTab";
import { Labels } from "./Labels";
import { UsedByTab } from "./UsedByTab";
import { VersionsTab } from "./VersionsTab";
import { tabs, type ArtifactView } from "./view";

export interface ArtifactPageProps {
  project: string;
  kind: Kind;
  name: string;
  /** Who looks at it. */
  me: string;
  view: ArtifactView;
  onView: (view: ArtifactView) => void;
  onRenamed: (name: string) => void;
  hrefOf: (kind: Kind, name: string) => string | undefined;
  onOpen: (kind: Kind, name: string) => void;
  onRequest: (id: string) => void;
  /** What changes it. */
  editor: (artifact: Artifact) => ReactNode;
  /** How a version reads. */
  show: (version: Version) => ReactNode;
  /** A version as a text that is compared line by line. */
  textOf: (content: unknown) => string;
  /** Tries a version out. */
  onTry?: (version: number) => void;
  /** What its versions did. */
  usage?: ReactNode;
}

/** Something with versions: changed, compared, labelled. */
export function ArtifactPage(props: ArtifactPageProps): ReactElement {
  const { project, kind, name, view, onView, usage } = props;
  const { data: artifact, error, refetch } = useQuery(artifactQuery(project, kind, name));
  if (!artifact)
    return <Page title={name}>{error && <ProblemPanel error={error} retry={() => void refetch()} />}</Page>;
  const open = (tab: ArtifactView["tab"]) => onView({ ...view, tab });
  return (
    <Page title={name} actions={<Actions {...props} artifact={artifact} />}>
      {isDescribed(artifact) && (
        <div className={styles.about}>
          <Labels labels={artifact.labels} />
          {artifact.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {artifact.archivedAt && <Tag>archived</Tag>}
          <span className="muted">{artifact.description}</span>
        </div>
      )}
      <Tabs
        value={view.tab ?? "edit"}
        onChange={(tab) => open(tabs.find((one) => one === tab))}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="edit">Edit</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="compare" disabled={artifact.latest < 2}>
            Compare
          </Tabs.Tab>
          <Tabs.Tab value="labels">Labels</Tabs.Tab>
          {usage !== undefined && <Tabs.Tab value="usage">Usage</Tabs.Tab>}
          <Tabs.Tab value="used-by">Used by</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit">{props.editor(artifact)}</Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab {...props} artifact={artifact} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <Compare {...props} latest={artifact.latest} />
        </Tabs.Panel>
        <Tabs.Panel value="labels">
          <LabelsTab {...props} artifact={artifact} />
        </Tabs.Panel>
        <Tabs.Panel value="usage">{usage}</Tabs.Panel>
        <Tabs.Panel value="used-by">
          <UsedByTab {...props} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

const isDescribed = ({ labels, tags, archivedAt, description }: Artifact): boolean =>
  Object.keys(labels).length + tags.length > 0 || Boolean(archivedAt ?? description);

function Actions({
  project,
  kind,
  artifact,
  onRenamed,
  onTry,
}: ArtifactPageProps & { artifact: Artifact }): ReactElement {
  const change = useChangeArtifact(project, kind);
  const [describing, setDescribing] = useState(false);
  const of = artifact.name;
  return (
    <Group gap={6} wrap="nowrap">
      {change.error && <ProblemPanel error={change.error} />}
      {onTry && artifact.latest > 0 && (
        <Button variant="default" onClick={() => onTry(artifact.latest)}>
          Open in playground
        </Button>
      )}
      <ActionIcon
        variant="default"
        size={30}
        color={artifact.favourite ? "yellow" : undefined}
        aria-pressed={artifact.favourite}
        aria-label="Favourite"
        title="Favourite"
        onClick={() => change.mutate({ of, favourite: !artifact.favourite })}
      >
        {artifact.favourite ? <IconStarFilled size={15} /> : <IconStar size={15} />}
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="More">
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDescribing(true)}>Name, description and tags</Menu.Item>
          <Menu.Item onClick={() => change.mutate({ of, archived: artifact.archivedAt == null })}>
            {artifact.archivedAt ? "Take out of the archive" : `Archive this ${wordsOf[kind].one}`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {describing && (
        <ArtifactDetails
          project={project}
          artifact={artifact}
          onClose={() => setDescribing(false)}
          onRenamed={onRenamed}
        />
      )}
    </Group>
  );
}

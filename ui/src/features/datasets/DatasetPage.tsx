import { Button, Loader, Menu, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import type { Dataset } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { Fact, Facts } from "../../components/Facts";
import { count } from "../../components/format";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { Timestamp } from "../../components/Timestamp";
import { CaseEditor } from "./CaseEditor";
import { CasesTab } from "./CasesTab";
import { CompareTab } from "./CompareTab";
import { ImportCases } from "./ImportCases";
import { datasetQuery, fileHref, formats, useDescribeDataset } from "./queries";
import { SchemaTab } from "./SchemaTab";
import { VersionsTab } from "./VersionsTab";
import type { DatasetView, Tab } from "./view";

export interface DatasetPageProps {
  project: string;
  name: string;
  view: DatasetView;
  onView: (change: Partial<DatasetView>) => void;
  /** A link to the trace that a case comes from. */
  traceLink: (traceId: string, spanId?: string) => ReactNode;
}

/** One dataset: its cases, its versions and what differs between them. */
export function DatasetPage(props: DatasetPageProps): ReactElement {
  const { project, name } = props;
  const { data: dataset, error, refetch } = useQuery(datasetQuery(project, name));
  if (error && !dataset)
    return (
      <Page title={name}>
        <ProblemPanel error={error} retry={() => void refetch()} />
      </Page>
    );
  if (!dataset)
    return (
      <Page title={name}>
        <Loader size="sm" aria-label="Loading the dataset" />
      </Page>
    );
  return <Loaded {...props} dataset={dataset} />;
}

function Loaded(props: DatasetPageProps & { dataset: Dataset }): ReactElement {
  const { project, name, view, onView, dataset } = props;
  const [doing, setDoing] = useState<"import" | "add">();
  const version = view.version ?? dataset.latest;
  const close = () => setDoing(undefined);
  return (
    <Page title={name} actions={<Actions {...props} version={version} onDo={setDoing} />}>
      <Facts label="The dataset">
        <Fact name="Cases">{count(dataset.cases)}</Fact>
        <Fact name="Newest version">{dataset.latest === 0 ? "none" : dataset.latest}</Fact>
        {dataset.tags.length > 0 && (
          <Fact name="Tags">
            {dataset.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </Fact>
        )}
        <Fact name="Made">
          <Timestamp at={dataset.createdAt} relative /> by {dataset.createdBy}
        </Fact>
        {dataset.description != null && <Fact name="Description">{dataset.description}</Fact>}
      </Facts>
      {dataset.archivedAt != null && (
        <Notice tone="warn">
          Archived <Timestamp at={dataset.archivedAt} relative />.
        </Notice>
      )}
      <Tabs
        value={view.tab ?? "cases"}
        onChange={(tab) => onView({ tab: tab as Tab, case: undefined })}
        keepMounted={false}
      >
        <Tabs.List mb={10}>
          <Tabs.Tab value="cases">Cases</Tabs.Tab>
          <Tabs.Tab value="versions">Versions</Tabs.Tab>
          <Tabs.Tab value="compare">Compare</Tabs.Tab>
          <Tabs.Tab value="schema">Schema</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="cases">
          {version === 0 ? (
            <EmptyState title="No cases yet">
              <Button onClick={() => setDoing("import")}>Import a file</Button>{" "}
              <Button variant="default" onClick={() => setDoing("add")}>
                Write a case
              </Button>
              <p>Or open a trace and choose “Add to dataset”.</p>
            </EmptyState>
          ) : (
            <CasesTab {...props} version={version} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <CompareTab {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="schema">
          <SchemaTab project={project} dataset={dataset} />
        </Tabs.Panel>
      </Tabs>
      {doing === "import" && <ImportCases project={project} dataset={dataset} onClose={close} />}
      {doing === "add" && <CaseEditor project={project} dataset={dataset} onClose={close} />}
    </Page>
  );
}

interface ActionsProps extends DatasetPageProps {
  dataset: Dataset;
  version: number;
  onDo: (what: "import" | "add") => void;
}

function Actions({ project, name, dataset, version, onDo }: ActionsProps): ReactElement {
  const describe = useDescribeDataset(project, name);
  const archived = dataset.archivedAt != null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        loading={describe.isPending}
        onClick={() => describe.mutate({ archived: !archived })}
      >
        {archived ? "Bring back" : "Archive"}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={version === 0}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Version {version}, every case</Menu.Label>
          {formats.map((format) => (
            <Menu.Item key={format} component="a" href={fileHref(project, name, version, format)} download>
              {format.toUpperCase()}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => onDo("import")}>
        Import
      </Button>
      <Button onClick={() => onDo("add")}>Add a case</Button>
    </>
  );
}

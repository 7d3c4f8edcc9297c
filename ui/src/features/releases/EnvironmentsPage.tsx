import { Button, Group, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { Timestamp } from "../../components/Timestamp";
import styles from "./CompareReleases.module.css";
import {
  environmentsQuery,
  freezesQuery,
  useFreeze,
  useRemoveEnvironment,
  useSaveEnvironment,
  useThaw,
  type Environment,
  type Freeze,
} from "./queries";

/** Where apps run, and when nothing is deployed. */
export function EnvironmentsPage({ project }: { project: string }): ReactElement {
  const { data = [], error, refetch } = useQuery(environmentsQuery(project));
  const remove = useRemoveEnvironment(project);
  const columns: ListColumn<Environment>[] = [
    {
      title: "Name",
      cell: ({ name, builtIn }) => (
        <Group gap={8}>
          {name}
          {builtIn && <Tag>built in</Tag>}
        </Group>
      ),
    },
    { title: "Description", wide: true, cell: ({ description }) => description },
    {
      title: "",
      cell: ({ name, builtIn }) =>
        !builtIn && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Remove ${name}`}
            onClick={() => remove.mutate(name)}
          >
            Remove
          </Button>
        ),
    },
  ];
  const failed = error ?? remove.error;
  return (
    <Page
      title="Environments"
      actions={
        <ExportMenu
          name={`environments-${project}`}
          fields={["name", "description", "builtIn"]}
          rows={data}
        />
      }
    >
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      <div className={styles.parts}>
        {data.length > 0 && (
          <ListTable label="Environments" columns={columns} rows={data} keyOf={({ name }) => name} />
        )}
        <AddEnvironment project={project} />
        <Freezes project={project} environments={data.map(({ name }) => name)} />
      </div>
    </Page>
  );
}

function AddEnvironment({ project }: { project: string }): ReactElement {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const save = useSaveEnvironment(project);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { name: name.trim(), description: description.trim() || undefined },
          { onSuccess: () => setName("") },
        );
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label="Another environment"
          placeholder="canary-eu"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextInput
          label="Description"
          w={300}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          Add
        </Button>
      </Group>
      {save.error && <ProblemPanel error={save.error} />}
    </form>
  );
}

function Freezes({ project, environments }: { project: string; environments: string[] }): ReactElement {
  const { data = [], error } = useQuery(freezesQuery(project));
  const thaw = useThaw(project);
  const columns: ListColumn<Freeze>[] = [
    { title: "From", cell: ({ from }) => <Timestamp at={from} /> },
    { title: "Until", cell: ({ to }) => <Timestamp at={to} /> },
    { title: "App", cell: ({ app }) => app ?? <span className="muted">all</span> },
    { title: "Environment", cell: ({ environment }) => environment ?? <span className="muted">all</span> },
    { title: "Why", wide: true, cell: ({ reason }) => reason },
    { title: "By", cell: ({ createdBy }) => createdBy },
    {
      title: "",
      cell: ({ id, reason }) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`End the freeze: ${reason}`}
          onClick={() => thaw.mutate(id)}
        >
          End
        </Button>
      ),
    },
  ];
  const failed = error ?? thaw.error;
  return (
    <Panel title="Freezes: nothing is deployed, rolling back stays possible">
      {failed && <ProblemPanel error={failed} />}
      {data.length === 0 && <p className="muted">No freeze holds or is planned.</p>}
      {data.length > 0 && <ListTable label="Freezes" columns={columns} rows={data} keyOf={({ id }) => id} />}
      <AddFreeze project={project} environments={environments} />
    </Panel>
  );
}

function AddFreeze({ project, environments }: { project: string; environments: string[] }): ReactElement {
  const [app, setApp] = useState("");
  const [environment, setEnvironment] = useState<string | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const freeze = useFreeze(project);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        freeze.mutate(
          {
            app: app.trim() || undefined,
            environment: environment ?? undefined,
            from: from ? new Date(from).toISOString() : undefined,
            to: new Date(to).toISOString(),
            reason: reason.trim(),
          },
          { onSuccess: () => setReason("") },
        );
      }}
    >
      <Group gap="sm" align="flex-end" mt="sm">
        <TextInput
          label="App"
          placeholder="all"
          w={120}
          value={app}
          onChange={(e) => setApp(e.target.value)}
        />
        <Select
          label="Environment"
          placeholder="all"
          clearable
          w={140}
          data={environments}
          value={environment}
          onChange={setEnvironment}
        />
        <TextInput
          label="From"
          type="datetime-local"
          value={from}
          onChange={(e) => setFrom(e.target.value)}
        />
        <TextInput
          label="Until"
          type="datetime-local"
          required
          withAsterisk={false}
          value={to}
          onChange={(e) => setTo(e.target.value)}
        />
        <TextInput
          label="Why"
          w={200}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
        <Button type="submit" variant="default" loading={freeze.isPending}>
          Freeze
        </Button>
      </Group>
      {freeze.error && <ProblemPanel error={freeze.error} />}
    </form>
  );
}

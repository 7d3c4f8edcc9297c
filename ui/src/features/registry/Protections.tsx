import { Button, Group, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Kind } from "../../api/artifacts";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { wordsOf } from "./kinds";
import { Label } from "./Labels";
import { protectionWords } from "./LabelsTab";
import styles from "./Protections.module.css";
import {
  protectionsQuery,
  useProtect,
  useUnprotect,
  type Protection,
  type WantedProtection,
} from "./queries";

const kinds = (Object.keys(wordsOf) as Kind[]).map((value) => ({ value, label: wordsOf[value].one }));

/** Which labels move only when something holds. */
export function Protections({ project, mayChange }: { project: string; mayChange: boolean }): ReactElement {
  const { data: known, error } = useQuery(protectionsQuery(project));
  const data = known?.items ?? [];
  const remove = useUnprotect(project);
  const [changed, setChanged] = useState<Protection>();
  const columns: ListColumn<Protection>[] = [
    { title: "Kind", cell: ({ kind }) => wordsOf[kind].many },
    { title: "Label", cell: ({ label }) => <Label label={label} /> },
    { title: "Needs", wide: true, cell: protectionWords },
    {
      title: "",
      cell: (one) =>
        mayChange && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Change what ${one.label} of ${wordsOf[one.kind].many.toLowerCase()} needs`}
              onClick={() => setChanged(one)}
            >
              Change
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Stop protecting ${one.label} of ${wordsOf[one.kind].many.toLowerCase()}`}
              onClick={() => remove.mutate(one)}
            >
              Remove
            </Button>
          </Group>
        ),
    },
  ];
  const failed = error ?? remove.error;
  return (
    <div className={styles.panel}>
      <Panel title="Protected labels">
        {failed && <ProblemPanel error={failed} />}
        {data.length === 0 ? (
          <p className="muted">No label is protected: everybody in the project moves them.</p>
        ) : (
          <ListTable
            label="Protected labels"
            columns={columns}
            rows={data}
            keyOf={({ kind, label }) => `${kind} ${label}`}
          />
        )}
        {mayChange && (
          <Protect key={changed && `${changed.kind} ${changed.label}`} project={project} begun={changed} />
        )}
      </Panel>
    </div>
  );
}

/** Permissions that not every member has, beside those that moving a label asks anyway. */
const permissions = [
  { value: "deploy", label: "deploy" },
  { value: "approve-labels", label: "approve moves" },
  { value: "protect-labels", label: "protect labels" },
  { value: "manage-environments", label: "manage environments" },
  { value: "manage-projects", label: "manage projects" },
];

const usual: WantedProtection = { kind: "prompt", label: "production", approvals: 1, gates: [] };

function Protect({ project, begun = usual }: { project: string; begun?: WantedProtection }): ReactElement {
  const { kind, label, approvals, gates, permission } = begun;
  const [wanted, setWanted] = useState<WantedProtection>({ kind, label, approvals, gates, permission });
  const available = useQuery(protectionsQuery(project)).data?.gates ?? [];
  const protect = useProtect(project);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        protect.mutate(wanted);
      }}
    >
      <Group gap="sm" align="flex-end" mt="sm">
        <Select
          label="Kind"
          w={130}
          allowDeselect={false}
          data={kinds}
          value={wanted.kind}
          onChange={(kind) =>
            setWanted({ ...wanted, kind: kinds.find(({ value }) => value === kind)?.value ?? "prompt" })
          }
        />
        <TextInput
          label="Label"
          w={130}
          required
          withAsterisk={false}
          value={wanted.label}
          onChange={(event) => setWanted({ ...wanted, label: event.target.value })}
        />
        <NumberInput
          label="Approvals of others"
          w={130}
          min={0}
          max={10}
          value={wanted.approvals}
          onChange={(approvals) => setWanted({ ...wanted, approvals: Number(approvals) })}
        />
        <Select
          label="Who moves it must be able to"
          w={190}
          clearable
          placeholder="move labels"
          data={permissions}
          value={wanted.permission ?? null}
          onChange={(chosen) => setWanted({ ...wanted, permission: chosen ?? undefined })}
        />
        <TagsInput
          label="Gates"
          w={180}
          placeholder="none"
          data={available}
          value={wanted.gates}
          onChange={(gates) => setWanted({ ...wanted, gates })}
        />
        <Button type="submit" variant="default" loading={protect.isPending}>
          Protect
        </Button>
      </Group>
      {protect.error && <ProblemPanel error={protect.error} />}
    </form>
  );
}

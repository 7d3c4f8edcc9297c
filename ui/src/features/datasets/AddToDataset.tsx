import { Button, Checkbox, Group, Modal, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { datasetsQuery, useTakeTraces, type TakenTraces } from "./queries";
import { TakenCases } from "./TakenCases";

interface Props extends TakenTraces {
  project: string;
  /** What is taken, in words. */
  what: string;
  hrefOf: (dataset: string) => string;
  onOpen: (dataset: string) => void;
  onClose: () => void;
}

/** Makes cases of recorded traces, which the cases remember. */
export function AddToDataset({ project, what, hrefOf, onOpen, onClose, ...source }: Props): ReactElement {
  const datasets = useInfiniteQuery(datasetsQuery(project));
  const [name, setName] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [split, setSplit] = useState("");
  const [expectOutput, setExpectOutput] = useState(false);
  const take = useTakeTraces(project, source);
  const names = datasets.data?.pages.flatMap(({ items }) => items.map((it) => it.name)) ?? [];
  const ask = (dryRun: boolean) =>
    name !== null && take.mutate({ name, tags, split: split.trim() || undefined, expectOutput, dryRun });
  const taken = take.data;
  const done = taken && !taken.dryRun;
  return (
    <Modal opened onClose={onClose} title="Add to dataset" size="lg">
      <Stack gap="sm">
        <div>{what}</div>
        {datasets.error && <ProblemPanel error={datasets.error} retry={() => void datasets.refetch()} />}
        {datasets.isSuccess && names.length === 0 && (
          <Notice tone="quiet">There is no dataset yet: make one on the page “Datasets” first.</Notice>
        )}
        <Select
          label="Dataset"
          placeholder="Choose one"
          searchable
          data-autofocus
          data={names}
          value={name}
          onChange={(chosen) => {
            setName(chosen);
            take.reset();
          }}
        />
        <Group grow align="flex-start">
          <TagsInput label="Tags" value={tags} onChange={setTags} />
          <TextInput
            label="Split"
            placeholder="reported"
            value={split}
            onChange={(event) => setSplit(event.target.value)}
          />
        </Group>
        <Checkbox
          label="What was answered is what is expected"
          checked={expectOutput}
          onChange={(event) => setExpectOutput(event.currentTarget.checked)}
        />
        {take.error && <ProblemPanel error={take.error} />}
        {taken && <TakenCases taken={taken} row="Trace" />}
        {done && name !== null && (
          <Notice tone="good">
            {taken.saving?.outcome === "saved"
              ? `Version ${taken.saving.latest} is saved. `
              : "Nothing changed, so there is no new version. "}
            <TextLink href={hrefOf(name)} onClick={() => onOpen(name)}>
              Open {name}
            </TextLink>
          </Notice>
        )}
        <Group justify="flex-end">
          <Button variant="default" disabled={name === null} onClick={() => ask(true)}>
            Try
          </Button>
          <Button disabled={name === null || done} loading={take.isPending} onClick={() => ask(false)}>
            Add
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

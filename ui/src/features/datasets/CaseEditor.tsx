import { Button, Group, Modal, NumberInput, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Dataset, DatasetCase } from "../../api/types";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useEditCases, type WrittenCase } from "./queries";
import { read, readJson, written, type Read } from "./written";

interface Props {
  project: string;
  dataset: Dataset;
  /** Absent: a new case. */
  before?: DatasetCase;
  onClose: () => void;
}

/** Writes a case, which makes a version. */
export function CaseEditor({ project, dataset, before, onClose }: Props): ReactElement {
  const [id, setId] = useState(before?.id ?? "");
  const variables = useText(before?.variables ?? undefined, readJson);
  const messages = useText(before?.messages ?? undefined, readJson);
  const expected = useText(before?.expected ?? undefined, read);
  const assertions = useText(before?.assertions.length ? before.assertions : undefined, readJson);
  const metadata = useText(before?.metadata ?? undefined, readJson);
  const [tags, setTags] = useState(before?.tags ?? []);
  const [split, setSplit] = useState(before?.split ?? "");
  const [weight, setWeight] = useState<number | string>(before?.weight ?? 1);
  const [message, setMessage] = useState("");
  const edit = useEditCases(project, dataset.name);
  const fields = [variables, messages, expected, assertions, metadata];
  const empty = variables.read.value === undefined && messages.read.value === undefined;
  const wrong = fields.some((field) => field.read.problem !== undefined);
  const put: WrittenCase = {
    ...(id.trim() ? { id: id.trim() } : {}),
    variables: variables.read.value,
    messages: messages.read.value,
    expected: expected.read.value,
    assertions: (assertions.read.value ?? []) as DatasetCase["assertions"],
    metadata: metadata.read.value,
    tags,
    split: split.trim() || undefined,
    weight: Number(weight) || 1,
    provenance: before?.provenance ?? (before ? undefined : { kind: "person" }),
  };
  const send = (change: { put?: WrittenCase[]; remove?: string[] }) =>
    edit.mutate(
      { ...change, message: message.trim() || undefined, expectedLatest: dataset.latest },
      { onSuccess: ({ outcome }) => outcome !== "unchanged" && onClose() },
    );
  return (
    <Modal opened onClose={onClose} title={before ? `Edit ${before.id}` : "Add a case"} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send({ put: [put] });
        }}
      >
        <Stack gap="sm">
          <Group grow align="flex-start">
            <TextInput
              label="Id"
              placeholder="made of the input"
              maxLength={100}
              disabled={before !== undefined}
              value={id}
              onChange={(event) => setId(event.target.value)}
            />
            <TextInput
              label="Split"
              placeholder="holdout"
              value={split}
              onChange={(event) => setSplit(event.target.value)}
            />
            <NumberInput label="Weight" min={0} max={1_000_000} value={weight} onChange={setWeight} />
          </Group>
          <JsonText
            label="Variables"
            placeholder='{"question": "Where is my invoice?"}'
            field={variables}
            autoFocus
          />
          <JsonText label="Messages" placeholder='[{"role": "user", "content": "…"}]' field={messages} />
          <JsonText label="Expected" placeholder="Text, or JSON" field={expected} />
          <TagsInput label="Tags" value={tags} onChange={setTags} />
          <JsonText
            label="Assertions"
            placeholder='[{"type": "contains", "value": "…"}]'
            field={assertions}
          />
          <JsonText label="Metadata" placeholder="{}" field={metadata} />
          <TextInput
            label="What changed, and why"
            maxLength={2000}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
          {edit.error && <ProblemPanel error={edit.error} />}
          {edit.data?.outcome === "unchanged" && (
            <Notice tone="quiet">Nothing changed, so there is no new version.</Notice>
          )}
          <Group justify="space-between">
            {before ? (
              <Button
                variant="subtle"
                color="red"
                disabled={edit.isPending}
                onClick={() => send({ remove: [before.id] })}
              >
                Remove from the newest version
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" disabled={wrong || empty} loading={edit.isPending}>
              Save version {dataset.latest + 1}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface Field {
  text: string;
  onText: (text: string) => void;
  read: Read;
}

function useText(value: unknown, reader: (text: string) => Read): Field {
  const [text, onText] = useState(() =>
    reader === read ? written(value) : value === undefined ? "" : JSON.stringify(value, null, 2),
  );
  return { text, onText, read: reader(text) };
}

interface JsonTextProps {
  label: string;
  placeholder: string;
  field: Field;
  autoFocus?: boolean;
}

function JsonText({ label, placeholder, field, autoFocus }: JsonTextProps): ReactElement {
  return (
    <Textarea
      label={label}
      placeholder={placeholder}
      autosize
      minRows={2}
      maxRows={12}
      data-autofocus={autoFocus || undefined}
      classNames={{ input: "mono" }}
      value={field.text}
      error={field.read.problem}
      onChange={(event) => field.onText(event.target.value)}
    />
  );
}

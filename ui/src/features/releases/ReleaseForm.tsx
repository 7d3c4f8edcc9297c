import { ActionIcon, Button, Group, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import type { Kind } from "../../api/artifacts";
import { JsonField } from "../../components/JsonField";
import { ModelField } from "../../components/ModelField";
import { Panel } from "../../components/Panel";
import { referenceTo, VersionPicker } from "../../components/VersionPicker";
import styles from "./ReleaseForm.module.css";
import { freeName, renamed, without, wordsOf, type Manifest, type Reference, type Step } from "./steps";

interface Props {
  project: string;
  manifest: Manifest;
  onChange: (manifest: Manifest) => void;
}

/** What a release pins, step by step. */
export function ReleaseForm({ project, manifest, onChange }: Props): ReactElement {
  const { steps, codeRevision, metadata } = manifest;
  const names = Object.keys(steps);
  const put = (name: string, step: Step) =>
    onChange({ ...manifest, steps: { ...steps, [name]: without(step) } });
  const remove = (name: string) =>
    onChange({
      ...manifest,
      steps: Object.fromEntries(Object.entries(steps).filter(([one]) => one !== name)),
    });
  return (
    <Stack gap="sm">
      {Object.entries(steps).map(([name, step], at) => (
        <Panel
          key={at}
          title={`Step ${name}`}
          actions={
            names.length > 1 && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Remove step ${name}`}
                onClick={() => remove(name)}
              >
                Remove
              </Button>
            )
          }
        >
          <StepForm
            project={project}
            name={name}
            step={step}
            taken={names}
            onRename={(to) => onChange(renamed(manifest, name, to))}
            onChange={(changed) => put(name, changed)}
          />
        </Panel>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={13} />}
          onClick={() => put(freeName(steps), {})}
        >
          Add a step
        </Button>
      </div>
      <Panel title="The whole release">
        <div className={styles.fields}>
          <TextInput
            label="Code revision"
            mt={8}
            placeholder="the commit of your application"
            value={codeRevision ?? ""}
            onChange={(event) => onChange(without({ ...manifest, codeRevision: event.target.value }))}
          />
          <JsonField
            label="Metadata"
            placeholder='{"ticket": "BILL-1042"}'
            value={metadata}
            onChange={(value) => onChange(without({ ...manifest, metadata: value }))}
          />
        </div>
      </Panel>
    </Stack>
  );
}

interface StepProps {
  project: string;
  name: string;
  step: Step;
  taken: readonly string[];
  onRename: (name: string) => void;
  onChange: (step: Step) => void;
}

function StepForm({ project, name, step, taken, onRename, onChange }: StepProps): ReactElement {
  const [typed, setTyped] = useState(name);
  const change = (part: Partial<Step>) => onChange({ ...step, ...part });
  const wrong =
    typed !== name && taken.includes(typed)
      ? "Another step has this name"
      : /^[A-Za-z0-9_-]{1,64}$/.test(typed)
        ? undefined
        : "1 to 64 letters, digits, _ and -";
  return (
    <div className={styles.fields}>
      <div>
        <TextInput
          label="Name"
          description={taken.length === 1 ? "Served as app/…; with several steps, as app/…/name" : undefined}
          error={wrong}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => (wrong ? setTyped(name) : typed !== name && onRename(typed))}
        />
        <Pinned
          project={project}
          kind="prompt"
          title="Prompt"
          references={step.prompt === undefined ? [] : [step.prompt]}
          onChange={([prompt]) => change({ prompt })}
        />
        <Pinned
          project={project}
          kind="tool"
          title="Tools"
          many
          references={step.tools ?? []}
          onChange={(tools) => change({ tools })}
        />
        <Pinned
          project={project}
          kind="guardrail-policy"
          title="Guardrail policy"
          references={step.guardrailPolicy === undefined ? [] : [step.guardrailPolicy]}
          onChange={([guardrailPolicy]) => change({ guardrailPolicy })}
        />
      </div>
      <div>
        <ModelField
          project={project}
          placeholder="the prompt's own"
          model={step.model}
          onChange={(model) => change({ model })}
        />
        <JsonField
          label="Retrieval settings"
          placeholder='{"index": "help-centre", "topK": 8}'
          value={step.retrieval}
          onChange={(retrieval) => change({ retrieval })}
        />
        <JsonField
          label="Fallbacks, in order"
          placeholder='[{"name": "another-model"}]'
          value={step.fallbacks}
          onChange={(fallbacks) => change({ fallbacks })}
        />
      </div>
    </div>
  );
}

interface PinnedProps {
  project: string;
  kind: Kind;
  title: string;
  many?: boolean;
  references: readonly Reference[];
  onChange: (references: Reference[]) => void;
}

/** Versions that are named, each with a way to take it out. */
function Pinned({ project, kind, title, many = false, references, onChange }: PinnedProps): ReactElement {
  return (
    <section className={styles.pinned} aria-label={title}>
      <div className={styles.title}>{title}</div>
      {references.map((one, at) => (
        <Group key={`${at} ${wordsOf(one)}`} gap={4} wrap="nowrap">
          <span className="mono">{wordsOf(one)}</span>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Take out ${wordsOf(one)}`}
            onClick={() => onChange(references.filter((_, i) => i !== at))}
          >
            <IconX size={13} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <VersionPicker
          project={project}
          kind={kind}
          size="compact-xs"
          onPick={(picked, reference) => {
            const made = referenceTo(picked, reference);
            onChange(many ? [...references, made] : [made]);
          }}
        >
          {many ? "Add" : references.length > 0 ? "Another" : "Choose"}
        </VersionPicker>
      </div>
    </section>
  );
}

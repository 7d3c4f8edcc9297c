import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { MaskingRule } from "../../api/types";
import { kinds, only, personalData, type Kind } from "./rules";

interface Props {
  rule?: MaskingRule;
  onClose: () => void;
  onDone: (rule: MaskingRule) => void;
}

export function RuleEditor({ rule, onClose, onDone }: Props): ReactElement {
  const [form, setForm] = useState<MaskingRule>(rule ?? only({ name: "", kind: "personal-data" }));
  const change = (part: Partial<MaskingRule>) => setForm({ ...form, ...part });
  const kind = kinds.find((it) => it.value === form.kind);
  return (
    <Modal opened onClose={onClose} title={rule ? `Rule “${rule.name ?? ""}”` : "Add a rule"}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDone(only(form));
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            size="sm"
            label="Name"
            description="Its hits are counted by it; lower-case letters, digits and hyphens"
            required
            withAsterisk={false}
            maxLength={40}
            pattern="[a-z0-9][a-z0-9\-]*"
            value={form.name ?? ""}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Select
            size="sm"
            label="What it does"
            description={kind?.does}
            data={kinds}
            value={form.kind ?? null}
            allowDeselect={false}
            onChange={(value) => setForm(only({ name: form.name, kind: value as Kind }))}
          />
          <Fields form={form} change={change} />
        </Stack>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{rule ? "Change" : "Add"}</Button>
        </Group>
      </form>
    </Modal>
  );
}

function Fields({
  form,
  change,
}: {
  form: MaskingRule;
  change: (part: Partial<MaskingRule>) => void;
}): ReactElement {
  switch (form.kind) {
    case "drop":
    case "hash":
      return (
        <TagsInput
          size="sm"
          label="Attributes"
          description="Names as they are sent, such as user.id; with a star at the end all that begin so. Enter adds one"
          value={form.names ?? []}
          onChange={(names) => change({ names })}
        />
      );
    case "pattern":
      return (
        <>
          <TextInput
            size="sm"
            label="Pattern"
            description="An RE2 expression, such as CUST-[0-9]{6}"
            required
            withAsterisk={false}
            maxLength={500}
            value={form.pattern ?? ""}
            onChange={(event) => change({ pattern: event.target.value })}
          />
          <TextInput
            size="sm"
            label="Replaced by"
            maxLength={100}
            value={form.replacement ?? ""}
            onChange={(event) => change({ replacement: event.target.value })}
          />
          <AlsoAttributes form={form} change={change} />
        </>
      );
    case "personal-data":
      return (
        <>
          <MultiSelect
            size="sm"
            label="What to recognise"
            data={personalData}
            value={form.data ?? []}
            onChange={(data) => change({ data })}
          />
          <AlsoAttributes form={form} change={change} />
        </>
      );
    default:
      return (
        <>
          <NumberInput
            size="sm"
            label="Bytes to keep"
            min={0}
            max={1048576}
            allowDecimal={false}
            thousandSeparator=","
            value={form.bytes ?? 0}
            onChange={(bytes) => change({ bytes: Number(bytes) })}
          />
          <MultiSelect
            size="sm"
            label="Of"
            data={["input", "output"]}
            value={form.of ?? []}
            onChange={(of) => change({ of })}
          />
        </>
      );
  }
}

function AlsoAttributes({
  form,
  change,
}: {
  form: MaskingRule;
  change: (part: Partial<MaskingRule>) => void;
}): ReactElement {
  return (
    <Checkbox
      size="sm"
      label="In attributes too"
      description="Also users, sessions, tags and metadata; otherwise only content"
      checked={form.attributes !== false}
      onChange={(event) => change({ attributes: event.currentTarget.checked })}
    />
  );
}

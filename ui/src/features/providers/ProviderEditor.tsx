import { Button, Checkbox, Group, Modal, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Provider } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useSaveProvider, type ProviderForm } from "./queries";

const dialects = [
  { value: "openai", label: "OpenAI-compatible (OpenAI, Ollama, vLLM, …)" },
  { value: "anthropic", label: "Anthropic" },
];

export function ProviderEditor({
  provider,
  onClose,
}: {
  provider?: Provider;
  onClose: () => void;
}): ReactElement {
  const [form, setForm] = useState<ProviderForm>({
    name: provider?.name ?? "",
    dialect: provider?.dialect ?? "openai",
    baseUrl: provider?.baseUrl ?? "https://api.openai.com/v1",
    apiKey: "",
    streamUsage: provider?.streamUsage ?? true,
  });
  const change = (part: Partial<ProviderForm>) => setForm({ ...form, ...part });
  const { mutate, error, isPending } = useSaveProvider();
  return (
    <Modal opened onClose={onClose} title={provider ? `Edit ${provider.name}` : "Add a provider"}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ ...form, apiKey: form.apiKey || undefined }, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          {!provider && (
            <TextInput
              data-autofocus
              size="sm"
              label="Name"
              description="How calls and traces refer to it, e.g. openai"
              required
              withAsterisk={false}
              value={form.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
          <Select
            size="sm"
            label="Dialect"
            data={dialects}
            value={form.dialect}
            allowDeselect={false}
            onChange={(value) => change({ dialect: value === "anthropic" ? "anthropic" : "openai" })}
          />
          <TextInput
            size="sm"
            type="url"
            label="Base URL"
            required
            withAsterisk={false}
            value={form.baseUrl}
            onChange={(event) => change({ baseUrl: event.target.value })}
          />
          <PasswordInput
            size="sm"
            label="Key"
            autoComplete="off"
            description={
              provider?.keySet
                ? "Leave empty to keep the saved key"
                : "Encrypted at rest and never shown again"
            }
            value={form.apiKey}
            onChange={(event) => change({ apiKey: event.target.value })}
          />
          {form.dialect === "openai" && (
            <Checkbox
              size="sm"
              label="Ask for the usage of streams"
              description="Off for servers that refuse stream_options; streams then cost an unknown amount"
              checked={form.streamUsage}
              onChange={(event) => change({ streamUsage: event.currentTarget.checked })}
            />
          )}
        </Stack>
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

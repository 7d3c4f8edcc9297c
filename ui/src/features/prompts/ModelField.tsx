import { Group, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Model } from "./content";
import { JsonField } from "../../components/JsonField";

interface Props {
  model?: Model;
  onChange: (model: Model | undefined) => void;
}

/** Which model answers, with which parameters. */
export function ModelField({ model, onChange }: Props): ReactElement {
  const change = (part: Partial<Model>) => {
    const next = { name: "", ...model, ...part };
    if (!next.provider) delete next.provider;
    if (next.parameters === undefined) delete next.parameters;
    onChange(next.name === "" && !next.provider && !next.parameters ? undefined : next);
  };
  return (
    <>
      <Group grow gap="xs">
        <TextInput
          label="Model"
          placeholder="any: the caller says"
          value={model?.name ?? ""}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextInput
          label="Provider"
          placeholder="by the model"
          value={model?.provider ?? ""}
          onChange={(event) => change({ provider: event.target.value || undefined })}
        />
      </Group>
      <JsonField
        label="Parameters, in the provider's words"
        placeholder='{"temperature": 0.2, "max_tokens": 400}'
        value={model?.parameters}
        onChange={(parameters) => change({ parameters: parameters as Model["parameters"] })}
      />
    </>
  );
}

import { Autocomplete, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { usedModelsQuery } from "../api/models";
import { providersQuery } from "../api/providers";
import { JsonField } from "./JsonField";

/** A model, and how it is asked. */
export interface Model {
  provider?: string;
  name: string;
  parameters?: Record<string, unknown>;
}

interface Props {
  project: string;
  model?: Model;
  placeholder?: string;
  onChange: (model: Model | undefined) => void;
}

/** Which model answers, with which parameters. */
export function ModelField({ project, model, placeholder, onChange }: Props): ReactElement {
  const { data: used = [] } = useQuery(usedModelsQuery(project));
  const { data: providers = [] } = useQuery(providersQuery);
  const change = (part: Partial<Model>) => {
    const next = { name: "", ...model, ...part };
    if (!next.provider) delete next.provider;
    if (next.parameters === undefined) delete next.parameters;
    onChange(next.name === "" && !next.provider && !next.parameters ? undefined : next);
  };
  return (
    <>
      <Group grow gap="xs">
        <Autocomplete
          label="Model"
          placeholder={placeholder ?? "any: the caller says"}
          limit={20}
          data={used}
          value={model?.name ?? ""}
          onChange={(name) => change({ name })}
        />
        <Autocomplete
          label="Provider"
          placeholder="by the model"
          data={providers.map(({ name }) => name)}
          value={model?.provider ?? ""}
          onChange={(provider) => change({ provider: provider || undefined })}
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

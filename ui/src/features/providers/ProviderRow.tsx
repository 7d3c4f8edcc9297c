import { Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import type { Provider } from "../../api/types";
import { Simulated } from "../../components/Simulated";
import { Tag } from "../../components/Tag";
import { TestOutcome } from "./TestOutcome";
import { useTestProvider } from "./queries";

const sources: Record<Provider["source"], string> = {
  environment: "environment variable",
  saved: "saved here",
  "built-in": "built in",
};

interface Props {
  provider: Provider;
  onEdit: (provider: Provider) => void;
  onDelete: (provider: Provider) => void;
}

export function ProviderRow({ provider, onEdit, onDelete }: Props): ReactElement {
  const test = useTestProvider();
  return (
    <tr>
      <td>
        <Group gap={8} wrap="nowrap">
          {provider.name}
          {provider.isDefault && (
            <Tag title="Used when a call names no provider and its model is no vendor’s">default</Tag>
          )}
          {provider.simulated && <Simulated />}
        </Group>
      </td>
      <td>{provider.dialect}</td>
      <td className="mono">{provider.baseUrl}</td>
      <td>{sources[provider.source]}</td>
      <td className="mono">
        {provider.keySet ? (provider.keyHint ?? "set") : <span className="muted">none</span>}
      </td>
      <td>
        <TestOutcome test={test.data} error={test.error} />
      </td>
      <td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            loading={test.isPending}
            aria-label={`Test ${provider.name}`}
            onClick={() => test.mutate(provider.name)}
          >
            Test
          </Button>
          {provider.source === "saved" && (
            <>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onEdit(provider)}
                aria-label={`Edit ${provider.name}`}
              >
                Edit
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onDelete(provider)}
                aria-label={`Delete ${provider.name}`}
              >
                Delete
              </Button>
            </>
          )}
        </Group>
      </td>
    </tr>
  );
}

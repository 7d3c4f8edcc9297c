import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { providersQuery } from "../../api/providers";
import type { Provider } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { DeleteProvider } from "./DeleteProvider";
import { EnvironmentHint } from "./EnvironmentHint";
import { ProviderEditor } from "./ProviderEditor";
import { ProviderRow } from "./ProviderRow";

const fields = [
  "name",
  "dialect",
  "baseUrl",
  "source",
  "isDefault",
  "simulated",
  "keySet",
  "createdAt",
] as const;

export function ProvidersPage(): ReactElement {
  const { data: providers, error, refetch } = useQuery(providersQuery);
  const [editing, setEditing] = useState<Provider | "new">();
  const [deleting, setDeleting] = useState<Provider>();
  const add = (
    <Group gap="xs">
      <Button leftSection={<IconPlus size={14} />} onClick={() => setEditing("new")}>
        Add a provider
      </Button>
      <ExportMenu name="providers" fields={fields} rows={providers ?? []} />
    </Group>
  );
  return (
    <Page title="Providers" actions={add}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {providers && providers.length > 0 && (
        <Table label="Providers" columns={["Name", "Dialect", "Base URL", "Source", "Key", "Test"]}>
          {providers.map((provider) => (
            <ProviderRow key={provider.name} provider={provider} onEdit={setEditing} onDelete={setDeleting} />
          ))}
        </Table>
      )}
      <EnvironmentHint />
      {editing && (
        <ProviderEditor
          provider={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {deleting && <DeleteProvider provider={deleting} onClose={() => setDeleting(undefined)} />}
    </Page>
  );
}

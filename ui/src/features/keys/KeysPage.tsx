import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Key } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { CreateKey } from "./CreateKey";
import { RevokeKey } from "./RevokeKey";
import { keysQuery } from "./queries";

const fields = ["id", "name", "role", "prefix", "createdAt", "createdBy", "lastUsedAt", "revokedAt"] as const;

export function KeysPage({ project }: { project: string }): ReactElement {
  const { data: keys, error, refetch } = useQuery(keysQuery(project));
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const create = (
    <Group gap="xs">
      <Button leftSection={<IconPlus size={14} />} onClick={() => setCreating(true)}>
        Create a key
      </Button>
      <ExportMenu name={`keys-${project}`} fields={fields} rows={keys ?? []} />
    </Group>
  );
  return (
    <Page title="Keys" actions={create}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {keys?.length === 0 && (
        <EmptyState title="No keys in this project yet">
          An application needs a key to send calls or traces to stet. Create one, then paste it into a
          snippet.
        </EmptyState>
      )}
      {keys && keys.length > 0 && (
        <Table label="Keys" columns={["Name", "Role", "Key", "Created", "By", "Last used", "State"]}>
          {keys.map((key) => (
            <tr key={key.id} data-quiet={key.revokedAt != null}>
              <td>{key.name}</td>
              <td>{key.role}</td>
              <td className="mono">{key.prefix}…</td>
              <td>
                <Timestamp at={key.createdAt} />
              </td>
              <td>{key.createdBy}</td>
              <td>
                {key.lastUsedAt ? (
                  <Timestamp at={key.lastUsedAt} relative />
                ) : (
                  <span className="muted">never</span>
                )}
              </td>
              <td>
                {key.revokedAt ? (
                  <>
                    revoked <Timestamp at={key.revokedAt} relative />
                  </>
                ) : (
                  "active"
                )}
              </td>
              <td>
                {!key.revokedAt && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Revoke ${key.name}`}
                    onClick={() => setRevoking(key)}
                  >
                    Revoke
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {creating && <CreateKey project={project} onClose={() => setCreating(false)} />}
      {revoking && <RevokeKey project={project} apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </Page>
  );
}

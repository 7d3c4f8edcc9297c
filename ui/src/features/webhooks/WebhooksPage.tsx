import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { NewWebhook, Webhook } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { TextLink } from "../../components/TextLink";
import { useRemoveWebhook, useRotateSecret, useTestWebhook, webhooksQuery } from "./queries";
import { ShownSecret } from "./ShownSecret";
import { WebhookEditor } from "./WebhookEditor";
import { WebhookState } from "./WebhookState";
import styles from "./WebhooksPage.module.css";

interface Props {
  project: string;
  hrefOf: (webhook: string) => string;
  onOpen: (webhook: string) => void;
}

/** The addresses that are told what happens in a project. */
export function WebhooksPage({ project, hrefOf, onOpen }: Props): ReactElement {
  const { data, error, refetch } = useQuery(webhooksQuery(project));
  const [editing, setEditing] = useState<Webhook | "new">();
  const [made, setMade] = useState<NewWebhook>();
  const [removing, setRemoving] = useState<Webhook>();
  const [rotating, setRotating] = useState<Webhook>();
  const test = useTestWebhook(project);
  const failed = error ?? test.error;
  const add = (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setEditing("new")}>
      Add a webhook
    </Button>
  );
  const tell = (webhook: Webhook) =>
    test.mutate(webhook.id, {
      onSuccess: ({ item, attempts }) => {
        const problem = attempts.at(-1)?.problem;
        notifications.show({
          message: problem ? `Not taken: ${problem}` : `Taken by ${webhook.url}`,
          color: item.state === "delivered" ? undefined : "yellow",
        });
      },
    });
  return (
    <Page title="Webhooks" actions={add}>
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState title="Nobody is told what happens here">
          A webhook is an address that gets a signed message when a version is saved, a label moves, an
          approval is asked for or a deployment changes. Add one for your chat, your pipeline or your own
          service.
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Table label="Webhooks" columns={["URL", "Events", "State"]}>
          {data.items.map((webhook) => (
            <tr key={webhook.id} data-quiet={!webhook.enabled}>
              <td className={styles.url}>
                <TextLink href={hrefOf(webhook.id)} onClick={() => onOpen(webhook.id)}>
                  {webhook.url}
                </TextLink>
                {webhook.description && <div className="muted">{webhook.description}</div>}
              </td>
              <td className={styles.words}>
                {webhook.events.length === 0 ? "all" : webhook.events.join(", ")}
              </td>
              <td className={styles.words}>
                <WebhookState webhook={webhook} />
              </td>
              <td>
                <Group gap={4} wrap="nowrap">
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={test.isPending && test.variables === webhook.id}
                    onClick={() => tell(webhook)}
                  >
                    Test
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => setEditing(webhook)}>
                    Change
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => setRotating(webhook)}>
                    New secret
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => setRemoving(webhook)}>
                    Remove
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {editing && data && (
        <WebhookEditor
          project={project}
          webhook={editing === "new" ? undefined : editing}
          eventTypes={data.eventTypes}
          onAdded={(added) => {
            setEditing(undefined);
            setMade(added);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
      {rotating && (
        <ConfirmRotation
          project={project}
          webhook={rotating}
          onMade={(fresh) => {
            setRotating(undefined);
            setMade(fresh);
          }}
          onClose={() => setRotating(undefined)}
        />
      )}
      {removing && (
        <ConfirmRemoval project={project} webhook={removing} onClose={() => setRemoving(undefined)} />
      )}
      {made && <ShownSecret made={made} onClose={() => setMade(undefined)} />}
    </Page>
  );
}

interface ConfirmProps {
  project: string;
  webhook: Webhook;
  onClose: () => void;
}

function ConfirmRotation({
  project,
  webhook,
  onMade,
  onClose,
}: ConfirmProps & { onMade: (fresh: NewWebhook) => void }): ReactElement {
  const rotate = useRotateSecret(project);
  return (
    <Confirm
      title="Make a new secret?"
      action="Make a new secret"
      error={rotate.error}
      pending={rotate.isPending}
      onClose={onClose}
      onConfirm={() => rotate.mutate(webhook.id, { onSuccess: onMade })}
    >
      For 24 hours messages to <span className="mono">{webhook.url}</span> are signed with both, so that the
      receiver can be changed meanwhile. After that the present secret is worth nothing.
    </Confirm>
  );
}

function ConfirmRemoval({ project, webhook, onClose }: ConfirmProps): ReactElement {
  const remove = useRemoveWebhook(project);
  return (
    <Confirm
      title="Remove the webhook?"
      action="Remove"
      error={remove.error}
      pending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(webhook.id, { onSuccess: onClose })}
    >
      <span className="mono">{webhook.url}</span> is told nothing any more, and the log of what it was sent is
      removed. This cannot be undone.
    </Confirm>
  );
}

import { Button, Checkbox, Group, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { NewWebhook, Webhook } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useAddWebhook, useSaveWebhook } from "./queries";

interface Props {
  project: string;
  /** Absent: a new one. */
  webhook?: Webhook;
  eventTypes: string[];
  onAdded: (made: NewWebhook) => void;
  onClose: () => void;
}

export function WebhookEditor({ project, webhook, eventTypes, onAdded, onClose }: Props): ReactElement {
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [events, setEvents] = useState(webhook?.events ?? []);
  const [enabled, setEnabled] = useState(webhook?.enabled ?? true);
  const add = useAddWebhook(project);
  const save = useSaveWebhook(project);
  const wanted = { url: url.trim(), description: description.trim(), events, enabled };
  const failed = add.error ?? save.error;
  return (
    <Modal opened onClose={onClose} title={webhook ? "Change the webhook" : "Add a webhook"} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (webhook) save.mutate({ id: webhook.id, ...wanted }, { onSuccess: onClose });
          else add.mutate(wanted, { onSuccess: onAdded });
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            size="sm"
            label="URL"
            description="Where messages are posted to, such as https://example.com/hooks/stet"
            required
            withAsterisk={false}
            maxLength={2000}
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
          <MultiSelect
            size="sm"
            label="Events"
            description="Which it is told; none chosen means all"
            data={eventTypes}
            value={events}
            onChange={setEvents}
            searchable
            clearable
          />
          <TextInput
            size="sm"
            label="Description"
            maxLength={500}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
          {webhook && (
            <Checkbox
              label="Send messages"
              description="Switched off, what waits is given up"
              checked={enabled}
              onChange={(event) => setEnabled(event.currentTarget.checked)}
            />
          )}
        </Stack>
        {failed && <ProblemPanel error={failed} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending || save.isPending} disabled={url.trim() === ""}>
            {webhook ? "Save" : "Add"}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { NewMarker } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { kinds, useAddMarker } from "./queries";

export function AddMarker({ project, onClose }: { project: string; onClose: () => void }): ReactElement {
  const [marker, setMarker] = useState<NewMarker>({ kind: "note", title: "" });
  const [at, setAt] = useState(() => localMinute(new Date()));
  const add = useAddMarker(project);
  const change = (part: NewMarker) => setMarker({ ...marker, ...part });
  return (
    <Modal opened onClose={onClose} title="Mark a moment">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ ...marker, at: new Date(at).toISOString() }, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label="Kind"
            data={[...kinds]}
            value={marker.kind}
            onChange={(kind) => change({ kind })}
          />
          <TextInput
            label="What happened"
            placeholder="New refund policy went live"
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus
            value={marker.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <TextInput
            label="When, in your time zone"
            type="datetime-local"
            required
            withAsterisk={false}
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
          <Group grow align="flex-start">
            <TextInput
              label="Only app"
              placeholder="all apps"
              value={marker.app ?? ""}
              onChange={(event) => change({ app: event.target.value || undefined })}
            />
            <TextInput
              label="Only environment"
              placeholder="all environments"
              value={marker.environment ?? ""}
              onChange={(event) => change({ environment: event.target.value || undefined })}
            />
          </Group>
          <TextInput
            label="Link"
            type="url"
            placeholder="https://…"
            value={marker.link ?? ""}
            onChange={(event) => change({ link: event.target.value || undefined })}
          />
          {add.error && <ProblemPanel error={add.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={add.isPending}>
              Mark
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const localMinute = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

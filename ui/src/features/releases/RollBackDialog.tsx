import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useRollBack, type AppEnvironment } from "./queries";

interface Props {
  project: string;
  app: string;
  environment: AppEnvironment;
  /** The release to go back to; the one before unless said. */
  to?: number;
  onClose: () => void;
}

export function RollBackDialog({ project, app, environment, to, onClose }: Props): ReactElement {
  const [reason, setReason] = useState("");
  const back = useRollBack(project, app);
  const live = environment.live?.release ?? 0;
  const target = to ?? environment.live?.previous;
  return (
    <Modal opened onClose={onClose} title={`Roll ${environment.name} back to release ${target}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          back.mutate(
            { environment: environment.name, to, expected: live, reason: reason.trim() || undefined },
            { onSuccess: (came) => came.outcome === "deployed" && onClose() },
          );
        }}
      >
        <Stack gap="sm">
          <span>
            Release {live} is live. The next request after this is served by release {target}.
          </span>
          <TextInput
            label="Why"
            placeholder="Wrong refund advice"
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {back.data && "detail" in back.data && <Notice tone="warn">{back.data.detail}.</Notice>}
          {back.error && <ProblemPanel error={back.error} />}
          <Group justify="flex-end">
            <Button type="submit" color="red" loading={back.isPending}>
              Roll back
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useDeploy, type AppEnvironment } from "./queries";

interface Props {
  project: string;
  app: string;
  environment: AppEnvironment;
  latest: number;
  onClose: () => void;
}

export function DeployDialog({ project, app, environment, latest, onClose }: Props): ReactElement {
  const [release, setRelease] = useState(String(latest));
  const [reason, setReason] = useState("");
  const [breakGlass, setBreakGlass] = useState(false);
  const deploy = useDeploy(project, app);
  const outcome = deploy.data;
  const isFrozen = outcome?.outcome === "frozen";
  const isHeld = isFrozen || outcome?.outcome === "held";
  const glass = isFrozen ? "Break the freeze" : "Break the glass";
  return (
    <Modal opened onClose={onClose} title={`Deploy ${app} to ${environment.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deploy.mutate(
            {
              environment: environment.name,
              release: Number(release),
              expected: environment.live?.release ?? 0,
              reason: reason.trim() || undefined,
              breakGlass: breakGlass || undefined,
            },
            { onSuccess: (came) => came.outcome === "deployed" && onClose() },
          );
        }}
      >
        <Stack gap="sm">
          <Select
            label="Release"
            searchable
            allowDeselect={false}
            data={Array.from({ length: latest }, (_, i) => String(latest - i))}
            value={release}
            onChange={(value) => value && setRelease(value)}
          />
          <TextInput
            label="Why"
            maxLength={500}
            required={breakGlass}
            withAsterisk={false}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {outcome?.outcome === "unchanged" && (
            <Notice tone="quiet">
              {environment.name} has release {outcome.release} already.
            </Notice>
          )}
          {outcome && "unmet" in outcome ? (
            <Notice tone="warn">
              {outcome.unmet.map((reason) => (
                <div key={reason}>{reason}</div>
              ))}
            </Notice>
          ) : (
            outcome && "detail" in outcome && <Notice tone="warn">{outcome.detail}.</Notice>
          )}
          {isHeld && (
            <Checkbox
              color="red"
              label={`${glass}: deploy all the same. This is recorded and shown in red.`}
              styles={{ label: { color: "var(--bad)" } }}
              checked={breakGlass}
              onChange={(event) => setBreakGlass(event.currentTarget.checked)}
            />
          )}
          {deploy.error && <ProblemPanel error={deploy.error} />}
          <Group justify="flex-end">
            <Button
              type="submit"
              color={breakGlass ? "red" : undefined}
              loading={deploy.isPending}
              disabled={isFrozen && !breakGlass}
            >
              {breakGlass ? glass : isHeld && !isFrozen ? "Try again" : "Deploy"}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

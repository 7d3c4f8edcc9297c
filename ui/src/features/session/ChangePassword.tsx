import { Button, Group, Modal, PasswordInput, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useChangePassword } from "./queries";

export function ChangePassword({ onClose }: { onClose: () => void }): ReactElement {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { mutate, error, isPending } = useChangePassword();
  return (
    <Modal opened onClose={onClose} title="Change your password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate(
            { current, password },
            {
              onSuccess: () => {
                notifications.show({ message: "Your password is changed; other sessions have ended" });
                onClose();
              },
            },
          );
        }}
      >
        <Stack gap="sm">
          <PasswordInput
            data-autofocus
            size="sm"
            label="Present password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
          <PasswordInput
            size="sm"
            label="New password"
            autoComplete="new-password"
            description="At least 10 characters"
            minLength={10}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Stack>
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={current === "" || password.length < 10}>
            Change
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

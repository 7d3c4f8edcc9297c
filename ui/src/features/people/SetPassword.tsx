import { Button, Group, Modal, PasswordInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type ReactElement } from "react";
import type { Person } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useSetPassword } from "./queries";

export function SetPassword({ person, onClose }: { person: Person; onClose: () => void }): ReactElement {
  const [password, setPassword] = useState("");
  const { mutate, error, isPending } = useSetPassword(person.name);
  return (
    <Modal opened onClose={onClose} title={`New password for ${person.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate(password, {
            onSuccess: () => {
              notifications.show({ message: `${person.name} has a new password` });
              onClose();
            },
          });
        }}
      >
        <PasswordInput
          data-autofocus
          size="sm"
          label="Password"
          autoComplete="new-password"
          description="At least 10 characters; they are signed out everywhere"
          minLength={10}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={password.length < 10}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

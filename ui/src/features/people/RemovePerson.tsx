import { notifications } from "@mantine/notifications";
import type { ReactElement } from "react";
import type { Person } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { useRemovePerson } from "./queries";

export function RemovePerson({ person, onClose }: { person: Person; onClose: () => void }): ReactElement {
  const { mutate, error, isPending } = useRemovePerson();
  return (
    <Confirm
      title={`Remove ${person.name}?`}
      action="Remove"
      error={error}
      pending={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(person.name, {
          onSuccess: () => {
            notifications.show({ message: `Removed ${person.name}` });
            onClose();
          },
        })
      }
    >
      They are signed out everywhere at once. What they did stays on record, and keys they made go on working.
    </Confirm>
  );
}

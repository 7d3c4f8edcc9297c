import { notifications } from "@mantine/notifications";
import type { ReactElement } from "react";
import type { Key } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { useRevokeKey } from "./queries";

export function RevokeKey({
  project,
  apiKey,
  onClose,
}: {
  project: string;
  apiKey: Key;
  onClose: () => void;
}): ReactElement {
  const revoke = useRevokeKey(project);
  return (
    <Confirm
      title={`Revoke “${apiKey.name}”?`}
      action="Revoke"
      error={revoke.error}
      pending={revoke.isPending}
      onClose={onClose}
      onConfirm={() =>
        revoke.mutate(apiKey.id, {
          onSuccess: () => {
            notifications.show({ message: `Revoked ${apiKey.name}` });
            onClose();
          },
        })
      }
    >
      Calls made with <span className="mono">{apiKey.prefix}…</span> are refused from now on. This cannot be
      undone; what the key recorded stays.
    </Confirm>
  );
}

import { notifications } from "@mantine/notifications";
import type { ReactElement } from "react";
import type { Provider } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { useDeleteProvider } from "./queries";

export function DeleteProvider({
  provider,
  onClose,
}: {
  provider: Provider;
  onClose: () => void;
}): ReactElement {
  const { mutate, error, isPending } = useDeleteProvider();
  return (
    <Confirm
      title={`Delete ${provider.name}?`}
      action="Delete"
      error={error}
      pending={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(provider.name, {
          onSuccess: () => {
            notifications.show({ message: `Deleted ${provider.name}` });
            onClose();
          },
        })
      }
    >
      Calls that name this provider fail from now on, and its saved key is erased. Recorded traces stay.
    </Confirm>
  );
}

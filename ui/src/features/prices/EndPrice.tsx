import { Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { ListedPrice } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { nameOf, today } from "./price";
import { useEndPrice } from "./queries";

export function EndPrice({ saved, onClose }: { saved: ListedPrice; onClose: () => void }): ReactElement {
  const [on, setOn] = useState(today());
  const [message, setMessage] = useState("");
  const end = useEndPrice();
  return (
    <Confirm
      title={`End the price of ${nameOf(saved.price)}?`}
      action="End"
      error={end.error}
      pending={end.isPending}
      onClose={onClose}
      onConfirm={() =>
        end.mutate(
          { id: saved.id ?? "", version: saved.version ?? 0, on, message: message || undefined },
          { onSuccess: onClose },
        )
      }
    >
      <Stack gap="sm">
        <span>
          It still holds for calls of the days before. If it has not begun by then, it is withdrawn.
        </span>
        <TextInput
          type="date"
          label="First day no longer valid"
          value={on}
          onChange={(event) => setOn(event.target.value)}
        />
        <TextInput
          label="Why"
          maxLength={500}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      </Stack>
    </Confirm>
  );
}

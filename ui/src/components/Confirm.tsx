import { Button, Group, Modal } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { ProblemPanel } from "./ProblemPanel";

interface Props {
  title: string;
  action: string;
  error: unknown;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function Confirm({
  title,
  action,
  error,
  pending,
  onConfirm,
  onClose,
  children,
}: Props): ReactElement {
  return (
    <Modal opened onClose={onClose} title={title}>
      {children}
      {error != null && <ProblemPanel error={error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={pending} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}

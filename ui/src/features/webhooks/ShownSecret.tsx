import { Button, Group, Modal } from "@mantine/core";
import type { ReactElement } from "react";
import type { NewWebhook } from "../../api/types";
import { CodeBlock } from "../../components/CodeBlock";
import { Timestamp } from "../../components/Timestamp";

/** The only time that a secret is shown. */
export function ShownSecret({ made, onClose }: { made: NewWebhook; onClose: () => void }): ReactElement {
  return (
    <Modal opened onClose={onClose} title="The webhook’s secret" size="lg" closeOnClickOutside={false}>
      <p>Copy it now: it is never shown again. The receiver verifies with it that messages are from here.</p>
      <CodeBlock code={made.secret} what="the secret" />
      {made.item.previousUntil && (
        <p>
          Until <Timestamp at={made.item.previousUntil} /> messages are signed with the secret before as well.
        </p>
      )}
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose}>Done, I have copied it</Button>
      </Group>
    </Modal>
  );
}

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useCreateProject } from "./queries";

const slug = /^[a-z0-9-]{1,63}$/;

interface Props {
  onClose: () => void;
  onCreated: (name: string) => void;
}

export function CreateProject({ onClose, onCreated }: Props): ReactElement {
  const [name, setName] = useState("");
  const [title, setTitle] = useState("");
  const { mutate, error, isPending } = useCreateProject();
  const wrong = name !== "" && !slug.test(name);
  return (
    <Modal opened onClose={onClose} title="Create a project">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ name, title: title.trim() || undefined }, { onSuccess: () => onCreated(name) });
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            size="sm"
            label="Name"
            description="Appears in addresses: lower-case letters, digits and hyphens"
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={wrong && "Use 1 to 63 of a–z, 0–9 and -"}
          />
          <TextInput
            size="sm"
            label="Title (optional)"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Stack>
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={!slug.test(name)}>
            Create
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

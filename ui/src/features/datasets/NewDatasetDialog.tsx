import { Button, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useCreateDataset } from "./queries";

interface Props {
  project: string;
  onClose: () => void;
  onMade: (name: string) => void;
}

export function NewDatasetDialog({ project, onClose, onMade }: Props): ReactElement {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [tags, setTags] = useState<string[]>([]);
  const create = useCreateDataset(project);
  return (
    <Modal opened onClose={onClose} title="New dataset">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(
            { name: name.trim(), description: description.trim() || undefined, tags },
            { onSuccess: (made) => onMade(made.name) },
          );
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="A slash makes a folder"
            placeholder="billing/faq"
            required
            withAsterisk={false}
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextInput
            label="Description"
            maxLength={2000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
          <TagsInput label="Tags" value={tags} onChange={setTags} />
          {create.error && <ProblemPanel error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useCreateArtifact, type Kind } from "../../api/artifacts";
import { ProblemPanel } from "../../components/ProblemPanel";
import { wordsOf } from "./kinds";

interface Props {
  project: string;
  kind: Kind;
  folder?: string;
  onClose: () => void;
  onMade: (name: string) => void;
}

export function NewArtifact({ project, kind, folder, onClose, onMade }: Props): ReactElement {
  const { one, example } = wordsOf[kind];
  const [name, setName] = useState(folder === undefined ? "" : `${folder}/`);
  const [description, setDescription] = useState("");
  const [tags, setTags] = useState<string[]>([]);
  const create = useCreateArtifact(project);
  return (
    <Modal opened onClose={onClose} title={`New ${one}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(
            {
              kind,
              name: name.trim(),
              description: description.trim() || undefined,
              tags,
            },
            { onSuccess: (made) => onMade(made.name) },
          );
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="A slash makes a folder"
            placeholder={example}
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

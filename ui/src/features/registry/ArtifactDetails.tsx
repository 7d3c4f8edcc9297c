import { Button, Group, Modal, Stack, TagsInput, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useChangeArtifact, type Artifact } from "../../api/artifacts";
import { ProblemPanel } from "../../components/ProblemPanel";

interface Props {
  project: string;
  artifact: Artifact;
  onClose: () => void;
  onRenamed: (name: string) => void;
}

export function ArtifactDetails({ project, artifact, onClose, onRenamed }: Props): ReactElement {
  const [name, setName] = useState(artifact.name);
  const [description, setDescription] = useState(artifact.description ?? "");
  const [tags, setTags] = useState(artifact.tags);
  const change = useChangeArtifact(project, artifact.kind);
  return (
    <Modal opened onClose={onClose} title="Name, description and tags">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(
            { of: artifact.name, name: name.trim(), description: description.trim(), tags },
            {
              onSuccess: (changed) => {
                onClose();
                if (changed.name !== artifact.name) onRenamed(changed.name);
              },
            },
          );
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name"
            description="Applications that ask for it by name must change too"
            required
            withAsterisk={false}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextInput
            label="Description"
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
          <TagsInput label="Tags" value={tags} onChange={setTags} />
          {change.error && <ProblemPanel error={change.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

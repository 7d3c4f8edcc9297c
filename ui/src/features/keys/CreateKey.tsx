import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Key } from "../../api/types";
import { CodeBlock } from "../../components/CodeBlock";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Snippets } from "../../components/Snippets";
import { useCreateKey } from "./queries";

export function CreateKey({ project, onClose }: { project: string; onClose: () => void }): ReactElement {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Key["role"]>("application");
  const { mutate, data, error, isPending } = useCreateKey(project);
  if (data)
    return (
      <Modal opened onClose={onClose} title={`Key “${data.item.name}”`} size="lg" closeOnClickOutside={false}>
        <p>Copy it now: it is stored only as a hash and is never shown again.</p>
        <CodeBlock code={data.key} what="the key" />
        <p>Try it:</p>
        <Snippets apiKey={data.key} />
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Done, I have copied it</Button>
        </Group>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title="Create a key">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ name: name.trim(), role });
        }}
      >
        <TextInput
          data-autofocus
          size="sm"
          label="Name"
          description="Which application will use it, e.g. billing-bot production"
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          mt="sm"
          size="sm"
          label="Role"
          allowDeselect={false}
          data={[
            {
              value: "application",
              label: "application: calls, sends telemetry, reads prompts and releases",
            },
            { value: "developer", label: "developer: also saves versions, moves labels and deploys" },
          ]}
          value={role}
          onChange={(value) => setRole(value === "developer" ? "developer" : "application")}
        />
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ""}>
            Create
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, PasswordInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { CodeBlock } from "../../components/CodeBlock";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useAddPerson } from "./queries";

export function AddPerson({ onClose }: { onClose: () => void }): ReactElement {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState("member");
  const { mutate, data, error, isPending } = useAddPerson();
  if (data)
    return (
      <Modal opened onClose={onClose} title={`${data.item.name} can sign in`} closeOnClickOutside={false}>
        {data.password ? (
          <>
            <p>Hand this password over now: it is stored only as a hash and is never shown again.</p>
            <CodeBlock code={data.password} what="the password" />
          </>
        ) : (
          <p>They sign in with the password you gave.</p>
        )}
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title="Add a person">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate({
            name: name.trim(),
            administrator: role === "administrator",
            password: password || undefined,
          });
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            size="sm"
            label="Name"
            description="What they sign in with, such as their mail address"
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <PasswordInput
            size="sm"
            label="Password"
            autoComplete="new-password"
            description="Leave empty to have one made up"
            minLength={10}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <SegmentedControl
            aria-label="Role"
            value={role}
            onChange={setRole}
            data={[
              { value: "member", label: "Member" },
              { value: "administrator", label: "Administrator" },
            ]}
          />
        </Stack>
        {error && <ProblemPanel error={error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ""}>
            Add
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, Group, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Dataset } from "../../api/types";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useDescribeDataset } from "./queries";
import { readJson } from "./written";

/** What cases of a dataset have to look like, and what is said of it. */
export function SchemaTab({ project, dataset }: { project: string; dataset: Dataset }): ReactElement {
  const [text, setText] = useState(dataset.schema == null ? "" : JSON.stringify(dataset.schema, null, 2));
  const [description, setDescription] = useState(dataset.description ?? "");
  const [tags, setTags] = useState(dataset.tags);
  const describe = useDescribeDataset(project, dataset.name);
  const { value, problem } = readJson(text);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        describe.mutate({ description, tags, schema: value ?? (dataset.schema == null ? undefined : {}) });
      }}
    >
      <TextInput
        label="Description"
        maxLength={2000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <TagsInput mt={8} label="Tags" value={tags} onChange={setTags} />
      <Textarea
        mt={8}
        label="JSON Schema"
        description="Draft 2020-12. Cases that do not fit are refused; earlier versions stay as they are. {} lets everything in."
        placeholder='{"properties": {"variables": {"required": ["question"]}}}'
        autosize
        minRows={8}
        maxRows={30}
        classNames={{ input: "mono" }}
        value={text}
        error={problem}
        onChange={(event) => setText(event.target.value)}
      />
      {describe.error && <ProblemPanel error={describe.error} />}
      {describe.isSuccess && <Notice tone="good">Saved.</Notice>}
      <Group justify="flex-end" mt="sm">
        <Button type="submit" disabled={problem !== undefined} loading={describe.isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}

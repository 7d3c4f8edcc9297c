import {
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { ExportSchedule } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { formOf, wantedOf, type ScheduleForm } from "./form";
import { useSaveSchedule, useTestExport } from "./queries";

interface Props {
  project: string;
  schedule?: ExportSchedule;
  /** Whether the operator allows exports to a folder of the server. */
  foldersAllowed: boolean;
  onClose: () => void;
}

export function ScheduleEditor({ project, schedule, foldersAllowed, onClose }: Props): ReactElement {
  const [form, setForm] = useState<ScheduleForm>(formOf(schedule, foldersAllowed));
  const change = (part: Partial<ScheduleForm>) => setForm({ ...form, ...part });
  const save = useSaveSchedule(project);
  const test = useTestExport(project);
  const wanted = wantedOf(form, schedule?.version ?? 0);
  const text = (field: keyof ScheduleForm, label: string, description?: string, required = false) => (
    <TextInput
      size="sm"
      label={label}
      description={description}
      required={required}
      withAsterisk={false}
      value={String(form[field])}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );
  return (
    <Modal opened onClose={onClose} title="Exports">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(wanted, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          <Checkbox
            label="Export by itself"
            checked={form.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          <Group grow>
            <Select
              size="sm"
              label="Every"
              allowDeselect={false}
              data={["hour", "day"]}
              value={form.every}
              onChange={(value) => change({ every: value === "hour" ? "hour" : "day" })}
            />
            <Select
              size="sm"
              label="Format"
              allowDeselect={false}
              data={[
                { value: "jsonl", label: "JSONL, zipped" },
                { value: "parquet", label: "Parquet" },
              ]}
              value={form.format}
              onChange={(value) => change({ format: value === "parquet" ? "parquet" : "jsonl" })}
            />
          </Group>
          <NumberInput
            size="sm"
            label="Minutes after the end"
            description="How long to wait for spans that come late"
            min={0}
            max={10080}
            value={form.delayMinutes}
            onChange={(value) => change({ delayMinutes: Number(value) || 0 })}
          />
          {text("where", "Only traces where", "A filter such as environment = production; empty for all")}
          <Select
            size="sm"
            label="To"
            allowDeselect={false}
            data={[
              { value: "s3", label: "S3-compatible store" },
              { value: "folder", label: "Folder on the server", disabled: !foldersAllowed },
            ]}
            description={
              foldersAllowed ? undefined : "For folders the operator has to set STET_EXPORT_FOLDER"
            }
            value={form.kind}
            onChange={(value) => change({ kind: value === "folder" ? "folder" : "s3" })}
          />
          {form.kind === "folder" &&
            text("folder", "Folder", "Inside the one that the operator allows; empty for that one")}
          {form.kind === "s3" && (
            <>
              {text("endpoint", "Endpoint", "Such as https://minio.example.com:9000; empty for Amazon")}
              <Group grow align="start">
                {text("region", "Region", undefined, true)}
                {text("bucket", "Bucket", undefined, true)}
              </Group>
              {text("prefix", "Prefix", "Stands before each object's name; may be empty")}
              {text("accessKeyId", "Access key id", undefined, true)}
              <PasswordInput
                size="sm"
                label="Secret access key"
                autoComplete="off"
                description={
                  schedule?.secretSet
                    ? "Leave empty to keep the saved one"
                    : "Encrypted at rest and never shown again"
                }
                value={form.secretAccessKey}
                onChange={(event) => change({ secretAccessKey: event.target.value })}
              />
            </>
          )}
        </Stack>
        {(save.error ?? test.error) && <ProblemPanel error={save.error ?? test.error} />}
        {test.data && (
          <p role="status">
            {test.data.works ? "It works: " : "It does not work: "}
            {test.data.detail}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate(wanted)}>
            Test
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

import { Button, Checkbox, FileInput, Group, Loader, Modal, Stack, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Dataset } from "../../api/types";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { ColumnMapping } from "./ColumnMapping";
import { fileTryQuery, useImportFile } from "./queries";
import { TakenCases } from "./TakenCases";

const mostBytes = 64 * 1024 * 1024;

interface Props {
  project: string;
  dataset: Dataset;
  onClose: () => void;
}

/** Makes cases of a file's rows, after a look at what would come of it. */
export function ImportCases({ project, dataset, onClose }: Props): ReactElement {
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [replace, setReplace] = useState(false);
  const [message, setMessage] = useState("");
  const tooLarge = file !== null && file.size > mostBytes;
  const words = file && !tooLarge ? { file, mapping, replace } : undefined;
  const tried = useQuery({
    ...fileTryQuery(project, dataset.name, words),
    placeholderData: file ? keepPreviousData : undefined,
  });
  const take = useImportFile(project, dataset.name, dataset.latest);
  const found = words ? tried.data : undefined;
  const useful = found ? found.added + found.changed + found.removed : 0;
  if (take.data)
    return (
      <Modal opened onClose={onClose} title="Imported" size="xl">
        <Stack gap="sm">
          <Notice tone="good">
            {take.data.saving?.outcome === "saved"
              ? `Version ${take.data.saving.latest} is saved.`
              : "Nothing changed, so there is no new version."}
          </Notice>
          <TakenCases taken={take.data} />
          <Group justify="flex-end">
            <Button onClick={onClose}>Close</Button>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={`Import into ${dataset.name}`} size="xl">
      <Stack gap="sm">
        <FileInput
          label="File"
          description="CSV whose first row names the columns, JSON lines, or Parquet; at most 64 MiB and 100,000 rows"
          placeholder="Choose a file"
          accept=".csv,.tsv,.jsonl,.ndjson,.parquet,text/csv,application/jsonl"
          data-autofocus
          value={file}
          error={tooLarge ? "This file is larger than 64 MiB; split it." : undefined}
          onChange={(chosen) => {
            setFile(chosen);
            setMapping({});
            take.reset();
          }}
        />
        {tried.isLoading && <Loader size="sm" aria-label="Reading the file" />}
        {words && tried.error && <ProblemPanel error={tried.error} retry={() => void tried.refetch()} />}
        {found && (
          <>
            <ColumnMapping
              columns={found.columns}
              onChange={(column, target) => setMapping({ ...mapping, [column]: target })}
            />
            <TakenCases taken={found} />
            <Checkbox
              label="Remove cases that are not in the file"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
            <TextInput
              label="What changed, and why"
              maxLength={2000}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </>
        )}
        {take.error && <ProblemPanel error={take.error} />}
        <Group justify="flex-end">
          <Button
            disabled={!words || useful === 0 || tried.isFetching || tried.error !== null}
            loading={take.isPending}
            onClick={() => words && take.mutate({ ...words, message })}
          >
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

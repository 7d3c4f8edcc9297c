import { Button, Checkbox, FileInput, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { http } from "../../api/http";
import type { ImportReport } from "../../api/types";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { itemsOf } from "./exported";
import { ImportedPrompts } from "./ImportedPrompts";

const systems = { promptlayer: "PromptLayer", langfuse: "Langfuse" };

/** Takes in what PromptLayer or Langfuse exported, after a look at what would come of it. */
export function ImportPrompts({ project, onClose }: { project: string; onClose: () => void }): ReactElement {
  const [from, setFrom] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [moveLabels, setMoveLabels] = useState(false);
  const [skipRefused, setSkipRefused] = useState(false);
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: async (dryRun: boolean) =>
      http.post<ImportReport>(`/projects/${project}/artifact-imports`, {
        from,
        items: itemsOf(await (file?.text() ?? "")),
        dryRun,
        moveLabels,
        skipRefused,
      }),
    onSuccess: (report) =>
      report.dryRun ? undefined : cache.invalidateQueries({ queryKey: ["artifacts", project] }),
  });
  const ready = from !== null && file !== null;
  const report = take.data;
  return (
    <Modal opened onClose={onClose} title="Import prompts" size="xl">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Select
            label="From"
            placeholder="Where they come from"
            allowDeselect={false}
            data={Object.entries(systems).map(([value, label]) => ({ value, label }))}
            value={from}
            onChange={(system) => {
              setFrom(system);
              take.reset();
            }}
          />
          <FileInput
            size="xs"
            label="File"
            placeholder="JSON, as its API answers"
            accept="application/json,.json,.jsonl"
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              take.reset();
            }}
          />
        </Group>
        <Checkbox
          label="Move labels that point elsewhere here"
          checked={moveLabels}
          onChange={(event) => setMoveLabels(event.currentTarget.checked)}
        />
        <Checkbox
          label="Let a prompt in without its versions that are refused"
          checked={skipRefused}
          onChange={(event) => setSkipRefused(event.currentTarget.checked)}
        />
        {take.error && <ProblemPanel error={take.error} />}
        {!report && (
          <Notice tone="quiet">
            Versions keep who wrote them and when; what is here already changes nothing. Straight from an API:{" "}
            <code>stet import prompts</code>.
          </Notice>
        )}
        {report && <ImportedPrompts report={report} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!ready}
            loading={take.isPending && take.variables}
            onClick={() => take.mutate(true)}
          >
            Try
          </Button>
          <Button
            disabled={!ready}
            loading={take.isPending && !take.variables}
            onClick={() => take.mutate(false)}
          >
            Import
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

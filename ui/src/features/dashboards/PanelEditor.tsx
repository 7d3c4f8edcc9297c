import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { TimeRange } from "../../components/timeRange";
import { amounts, charts, dimensions, subjects, type Panel } from "./dashboard";
import { PanelView } from "./PanelView";

const suggestions = [
  "count",
  "failureRate",
  "rate",
  "count(status = error)",
  "share(durationMs > 2000)",
  "sum(costUsd)",
  "sum(totalTokens)",
  "mean(durationMs)",
  "p50(durationMs)",
  "p95(durationMs)",
  "p99(durationMs)",
  "p95(timeToFirstTokenMs)",
  "distinct(user)",
];

interface Props {
  project: string;
  panel: Panel;
  where?: string | null;
  time: TimeRange;
  onDone: (panel: Panel) => void;
  onClose: () => void;
}

export function PanelEditor({ project, panel, where, time, onDone, onClose }: Props): ReactElement {
  const [draft, setDraft] = useState(panel);
  const change = (part: Partial<Panel>) => setDraft({ ...draft, ...part });
  const isText = draft.chart === "text";
  const complete = isText || (draft.measures?.length ?? 0) > 0;
  return (
    <Modal opened onClose={onClose} title="Panel" size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDone(draft);
        }}
      >
        <Group grow align="start">
          <TextInput
            label="Title"
            data-autofocus
            maxLength={200}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
          <Select
            label="Chart"
            data={[...charts]}
            allowDeselect={false}
            value={draft.chart}
            onChange={(chart) => change({ chart: chart ?? "line" })}
          />
          <NumberInput
            label="Columns of 3"
            min={1}
            max={3}
            value={draft.columns ?? 1}
            onChange={(columns) => change({ columns: Number(columns) || 1 })}
          />
        </Group>
        {isText ? (
          <Textarea
            label="Text (Markdown)"
            autosize
            minRows={5}
            maxRows={16}
            mt="sm"
            value={draft.text ?? ""}
            onChange={(event) => change({ text: event.target.value })}
          />
        ) : (
          <>
            <TagsInput
              label="Measures"
              description="What is measured; choose or write, such as p95(durationMs) or share(tag = vip)"
              mt="sm"
              data={suggestions}
              maxTags={10}
              splitChars={[]}
              value={draft.measures ?? []}
              onChange={(measures) => change({ measures })}
            />
            <Group grow align="start" mt="sm">
              <Select
                label="Over"
                data={[...subjects]}
                value={draft.over ?? "traces"}
                allowDeselect={false}
                onChange={(over) => change({ over: over ?? "traces" })}
              />
              <Autocomplete
                label="By"
                description="A dimension, or an amount for steps"
                data={[
                  { group: "Dimensions", items: [...dimensions] },
                  { group: "Amounts", items: [...amounts] },
                ]}
                value={draft.by ?? ""}
                onChange={(by) => change({ by: by || undefined })}
              />
              <NumberInput
                label="Values shown"
                description="The others come together"
                min={1}
                max={50}
                value={draft.top ?? 10}
                onChange={(top) => change({ top: Number(top) || undefined })}
              />
            </Group>
            <TextInput
              label="Where"
              description='A filter such as environment = production and not "test"'
              mt="sm"
              value={draft.where ?? ""}
              onChange={(event) => change({ where: event.target.value || undefined })}
            />
          </>
        )}
        <div style={{ marginTop: 16 }}>
          {complete && (
            <PanelView project={project} panel={draft} where={where} time={time} onPick={() => undefined} />
          )}
        </div>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!complete}>
            Done
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

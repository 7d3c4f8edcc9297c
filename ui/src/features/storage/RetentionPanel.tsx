import { Button, Group, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { Retention } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { Fact, Facts } from "../../components/Facts";
import { bytes, count } from "../../components/format";
import { Panel } from "../../components/Panel";
import { Timestamp } from "../../components/Timestamp";
import { useDecideRetention } from "./queries";

interface Props {
  project: string;
  retention: Retention;
  mayDecide: boolean;
}

/** How long data is kept; those who may decide it anew. */
export function RetentionPanel({ project, retention, mayDecide }: Props): ReactElement {
  const [contentDays, setContentDays] = useState(textOf(retention.contentDays));
  const [metadataDays, setMetadataDays] = useState(textOf(retention.metadataDays));
  const [keepPercent, setKeepPercent] = useState(textOf(retention.sampling?.keepPercent));
  const [afterMinutes, setAfterMinutes] = useState(textOf(retention.sampling?.afterMinutes ?? 60));
  const [slowMs, setSlowMs] = useState(textOf(retention.sampling?.slowMs));
  const [asking, setAsking] = useState(false);
  const { mutate, error, isPending } = useDecideRetention(project);
  const decide = () =>
    mutate(
      {
        version: retention.version,
        contentDays: numberOf(contentDays),
        metadataDays: numberOf(metadataDays),
        sampling:
          keepPercent === ""
            ? undefined
            : {
                keepPercent: Number(keepPercent),
                afterMinutes: numberOf(afterMinutes),
                slowMs: numberOf(slowMs),
              },
      },
      { onSuccess: () => setAsking(false) },
    );
  const number = { type: "number", size: "sm", disabled: !mayDecide, w: 170 } as const;
  return (
    <Panel title="Retention and sampling">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <Group gap="md" align="flex-start">
          <TextInput
            {...number}
            label="Content, days"
            placeholder="for ever"
            description="Input, output, attributes"
            min={1}
            max={3650}
            value={contentDays}
            onChange={(event) => setContentDays(event.target.value)}
          />
          <TextInput
            {...number}
            label="Metadata, days"
            placeholder="for ever"
            description="Spans, traces, scores"
            min={1}
            max={3650}
            value={metadataDays}
            onChange={(event) => setMetadataDays(event.target.value)}
          />
          <TextInput
            {...number}
            label="Keep content of, %"
            placeholder="all traces"
            description="Of ordinary traces"
            min={0}
            max={100}
            step="any"
            value={keepPercent}
            onChange={(event) => setKeepPercent(event.target.value)}
          />
          {keepPercent !== "" && (
            <>
              <TextInput
                {...number}
                label="Decide after, min"
                description="Errors may come late"
                min={0}
                max={10080}
                value={afterMinutes}
                onChange={(event) => setAfterMinutes(event.target.value)}
              />
              <TextInput
                {...number}
                label="Always keep from, ms"
                placeholder="no matter"
                description="Slow traces"
                min={1}
                value={slowMs}
                onChange={(event) => setSlowMs(event.target.value)}
              />
            </>
          )}
        </Group>
        <p className="muted">
          Traces with a failed span, a score or feedback, and those of a rollout always keep their content.
          Counts, costs and durations stay exact when content goes.
        </p>
        <Standing retention={retention} />
        {mayDecide && (
          <Button type="submit" size="sm">
            Save
          </Button>
        )}
      </form>
      {asking && (
        <Confirm
          title="Remove what is older from now on?"
          action="Save"
          error={error}
          pending={isPending}
          onClose={() => setAsking(false)}
          onConfirm={decide}
        >
          {said(contentDays, metadataDays)} What was removed cannot be brought back.
        </Confirm>
      )}
    </Panel>
  );
}

function Standing({ retention }: { retention: Retention }): ReactElement {
  const { lastRemoval: last, problem, carriedOutAt, updatedAt, updatedBy } = retention;
  return (
    <>
      <Facts label="What was done">
        {updatedAt && (
          <Fact name="Decided">
            <Timestamp at={updatedAt} relative /> by {updatedBy}
          </Fact>
        )}
        {carriedOutAt && (
          <Fact name="Carried out">
            <Timestamp at={carriedOutAt} relative />
          </Fact>
        )}
        {last && (
          <Fact name="Removed last">
            <Timestamp at={last.at} relative />: {count(last.traces)} traces, {count(last.spans)} spans,
            content of {count(last.contents)} spans ({bytes(last.contentBytes)}), {count(last.scores)} scores
          </Fact>
        )}
      </Facts>
      {problem && (
        <p role="alert">It could not be carried out and is tried again within a minute: {problem}</p>
      )}
    </>
  );
}

const textOf = (value: number | null | undefined): string => (value == null ? "" : String(value));
const numberOf = (text: string): number | undefined => (text === "" ? undefined : Number(text));
const days = (text: string): string => (text === "" ? "for ever" : `for ${text} days`);
const said = (content: string, metadata: string): string =>
  `Content is kept ${days(content)}, metadata ${days(metadata)}.`;

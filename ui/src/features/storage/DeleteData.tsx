import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { DeletionCounts, NewDeletion } from "../../api/types";
import { count } from "../../components/format";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useCountDeletion, useDelete } from "./queries";

const kinds = {
  user: { label: "End user", of: "User id", target: (text: string): NewDeletion => ({ user: text }) },
  session: { label: "Session", of: "Session id", target: (text: string): NewDeletion => ({ session: text }) },
  traces: {
    label: "Traces",
    of: "Trace ids",
    target: (text: string): NewDeletion => ({ traceIds: text.split(/[\s,]+/) }),
  },
  filter: {
    label: "Filter",
    of: "Filter of traces, such as: tag = test",
    target: (text: string): NewDeletion => ({ where: text }),
  },
};

/** Asks whose data, says how much that is, and deletes it. */
export function DeleteData({ project, onClose }: { project: string; onClose: () => void }): ReactElement {
  const [kind, setKind] = useState<keyof typeof kinds>("user");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const counting = useCountDeletion(project);
  const deleting = useDelete(project);
  const target = kinds[kind].target(text.trim());
  const change = (set: () => void) => {
    set();
    counting.reset();
  };
  return (
    <Modal opened onClose={onClose} title="Delete data for good">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          counting.mutate(target);
        }}
      >
        <Stack gap="sm">
          <SegmentedControl
            aria-label="Whose data"
            value={kind}
            onChange={(value) => change(() => setKind(value))}
            data={(Object.keys(kinds) as (keyof typeof kinds)[]).map((value) => ({
              value,
              label: kinds[value].label,
            }))}
          />
          <TextInput
            data-autofocus
            size="sm"
            label={kinds[kind].of}
            required
            withAsterisk={false}
            value={text}
            onChange={(event) => change(() => setText(event.target.value))}
          />
          <TextInput
            size="sm"
            label="Reason"
            description="For the record; without the person's name"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Stack>
        {counting.error && <ProblemPanel error={counting.error} />}
        {deleting.error && <ProblemPanel error={deleting.error} />}
        {counting.data && <Counts counts={counting.data} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {counting.data ? (
            <Button
              color="red"
              loading={deleting.isPending}
              onClick={() =>
                deleting.mutate({ ...target, reason: reason.trim() || undefined }, { onSuccess: onClose })
              }
            >
              Delete for good
            </Button>
          ) : (
            <Button type="submit" loading={counting.isPending} disabled={text.trim() === ""}>
              How much is that?
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  );
}

function Counts({ counts }: { counts: DeletionCounts }): ReactElement {
  if (Object.values(counts).every((n) => n === 0))
    return (
      <p role="status">
        Nothing of it is there. Deleting it would only remove what comes late of the time before.
      </p>
    );
  return (
    <p role="status">
      {count(counts.traces)} traces with {count(counts.spans)} spans, {count(counts.contents)} of them with
      content, {count(counts.scores)} scores, {count(counts.amendments)} amendments and{" "}
      {count(counts.rejected)} rejected records would be deleted. A trace goes as a whole, with the spans of
      others in it.
    </p>
  );
}

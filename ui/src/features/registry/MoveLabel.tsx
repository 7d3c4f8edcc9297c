import { Autocomplete, Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useMoveLabel, type Kind } from "../../api/artifacts";
import { ProblemPanel } from "../../components/ProblemPanel";
import { MoveNotice } from "./MoveNotice";
import { useRequestMove } from "./queries";

const usual = ["production", "staging", "development"];

interface Props {
  project: string;
  kind: Kind;
  name: string;
  /** Where labels point now. */
  labels: Record<string, number>;
  version: number;
  /** The label, when it is that which was chosen. */
  label?: string;
  onClose: () => void;
  onRequest: (id: string) => void;
}

/** Points a label at a version, or asks those who may. */
export function MoveLabel(props: Props): ReactElement {
  const { project, kind, name, labels, version, onClose, onRequest } = props;
  const [label, setLabel] = useState(props.label ?? "");
  const [reason, setReason] = useState("");
  const [breakGlass, setBreakGlass] = useState(false);
  const move = useMoveLabel(project, kind, name);
  const ask = useRequestMove(project);
  const expected = labels[label] ?? 0;
  const outcome = move.data;
  const held = outcome?.outcome === "held" ? outcome : undefined;
  const given = reason.trim() || undefined;
  const error = move.error ?? ask.error;
  return (
    <Modal opened onClose={onClose} title={`Point a label at version ${version}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate(
            { label, version, expected, reason: given, breakGlass: breakGlass || undefined },
            { onSuccess: ({ outcome: came }) => came === "moved" && onClose() },
          );
        }}
      >
        <Stack gap="sm">
          <Autocomplete
            label="Label"
            required
            withAsterisk={false}
            data={[...new Set([...Object.keys(labels), ...usual])]}
            value={label}
            data-autofocus
            onChange={(chosen) => {
              setLabel(chosen);
              move.reset();
            }}
          />
          <span className="muted">
            {expected === 0 ? "It points nowhere yet." : `It points at version ${expected} now.`}
          </span>
          <TextInput
            label="Reason"
            placeholder="What this changes for people"
            required={breakGlass}
            withAsterisk={false}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {outcome && <MoveNotice move={outcome} />}
          {held && (
            <Checkbox
              color="red"
              label="Break the glass: move it all the same. This is recorded and shown in red."
              styles={{ label: { color: "var(--bad)" } }}
              checked={breakGlass}
              onChange={(event) => setBreakGlass(event.currentTarget.checked)}
            />
          )}
          {error && <ProblemPanel error={error} />}
          <Group justify="flex-end">
            {held && !breakGlass && (
              <Button
                loading={ask.isPending}
                onClick={() =>
                  held.request
                    ? onRequest(held.request)
                    : ask.mutate(
                        { kind, name, label, version, reason: given },
                        { onSuccess: ({ id }) => onRequest(id) },
                      )
                }
              >
                {held.request ? "Open the request" : "Request the move"}
              </Button>
            )}
            {(!held || breakGlass) && (
              <Button type="submit" color={breakGlass ? "red" : undefined} loading={move.isPending}>
                {breakGlass ? "Break the glass" : "Move"}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

import { Autocomplete, Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { namedQuery } from "../../api/artifacts";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import type { PromptContent } from "../prompts/content";
import type { PlaygroundLinks } from "./PlaygroundPage";
import { useSaveAs } from "./queries";
import type { SavedPrompt, Variant } from "./setup";

interface Props {
  project: string;
  variant: Variant;
  links: PlaygroundLinks;
  onClose: () => void;
  onSaved: (saved: SavedPrompt) => void;
}

/** Makes a variant a version: of the prompt it came from, of another, or of a new one. */
export function SaveAs({ project, variant, links, onClose, onSaved }: Props): ReactElement {
  const { content, saved } = variant;
  const [name, setName] = useState(saved?.name ?? "");
  const [message, setMessage] = useState("");
  const [q] = useDebouncedValue(name, 200);
  const { data: named = [] } = useQuery(namedQuery(project, q, "prompt"));
  const existing = named.find((one) => one.name === name.trim());
  const save = useSaveAs(project);
  const outcome = save.data;
  const send = (expected?: number) =>
    save.mutate(
      { name: name.trim(), content, message: message.trim() || undefined, from: saved, expected },
      {
        onSuccess: (came) => {
          if (came.outcome === "saved")
            onSaved({
              name: came.version.name,
              version: came.version.number,
              content: came.version.content as PromptContent,
            });
        },
      },
    );
  const done = outcome?.outcome === "saved" ? outcome.version : undefined;
  return (
    <Modal opened onClose={onClose} title={`Save variant ${variant.id} as a version`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="sm">
          <Autocomplete
            label="Prompt"
            description={
              existing
                ? `It becomes version ${existing.latest + 1} of this prompt`
                : "A new name makes a new prompt"
            }
            placeholder="support/answer"
            required
            withAsterisk={false}
            maxLength={200}
            data={named.map((one) => one.name)}
            value={name}
            onChange={(typed) => {
              setName(typed);
              save.reset();
            }}
          />
          <Textarea
            label="What changed, and why"
            rows={3}
            maxLength={2000}
            data-autofocus
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
          {save.error && <ProblemPanel error={save.error} />}
          {outcome?.outcome === "unchanged" && (
            <Notice tone="quiet">Version {outcome.version.number} holds the same. Nothing was saved.</Notice>
          )}
          {outcome?.outcome === "stale" && <Notice tone="warn">Nothing was saved: {outcome.detail}.</Notice>}
          {done && (
            <Notice tone="good">
              Saved.{" "}
              <TextLink
                href={links.hrefOfPrompt(done.name, done.number)}
                onClick={() => links.onPrompt(done.name, done.number)}
              >
                Open version {done.number} of {done.name}
              </TextLink>{" "}
              to compare it or to point a label at it.
            </Notice>
          )}
          <Group justify="flex-end" gap="xs">
            {done ? (
              <Button variant="default" onClick={onClose}>
                Go on trying
              </Button>
            ) : outcome?.outcome === "stale" ? (
              <Button loading={save.isPending} onClick={() => send(outcome.stale.latest)}>
                Save mine as version {outcome.stale.latest + 1}
              </Button>
            ) : (
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

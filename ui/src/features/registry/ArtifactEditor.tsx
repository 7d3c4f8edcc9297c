import { Button, Group, Loader, Modal, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactElement, type ReactNode } from "react";
import { useSaveVersion, versionQuery, type Artifact, type SaveOutcome } from "../../api/artifacts";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Timestamp } from "../../components/Timestamp";
import styles from "./ArtifactEditor.module.css";
import { draftsOf, ownDraftQuery, type Draft, type MergeConflict } from "./drafts";
import { Conflicts } from "./Conflicts";
import { useAutosave } from "./useAutosave";

interface Props {
  project: string;
  artifact: Artifact;
  /** Who edits. */
  me: string;
  /** What a first version begins with. */
  starter: unknown;
  form: (content: unknown, onChange: (content: unknown) => void) => ReactNode;
  /** Leads to what others changed meanwhile. */
  onCompare: (from: number, to: number) => void;
}

/** Changes an artifact: a draft that saves itself, and becomes a version with a message. */
export function ArtifactEditor(props: Props): ReactElement {
  const { project, artifact, me, starter } = props;
  const { kind, name, latest } = artifact;
  const [base] = useState(latest);
  const newest = useQuery({ ...versionQuery(project, kind, name, base), enabled: base > 0 });
  const draft = useQuery(ownDraftQuery(project, kind, name, me));
  if (newest.error) return <ProblemPanel error={newest.error} retry={() => void newest.refetch()} />;
  if (!draft.isFetchedAfterMount || (base > 0 && !newest.data))
    return <Loader size="sm" aria-label="Loading the draft" />;
  return (
    <Loaded
      {...props}
      found={draft.data ?? undefined}
      content={newest.data?.content ?? starter}
      base={base}
    />
  );
}

function Loaded({
  project,
  artifact,
  found,
  content,
  base,
  form,
  onCompare,
}: Props & { found?: Draft; content: unknown; base: number }): ReactElement {
  const { kind, name, latest } = artifact;
  const drafts = useMemo(() => draftsOf(project, kind, name), [project, kind, name]);
  const work = useAutosave(drafts, found, content, base);
  const [start, setStart] = useState({ content, base });
  const [saving, setSaving] = useState(false);
  const [conflicts, setConflicts] = useState<MergeConflict[]>([]);
  const [failed, setFailed] = useState<unknown>();
  const isNew = work.state !== "clean" || latest === 0;
  const merge = async () => {
    setFailed(undefined);
    try {
      const draft = await work.flush();
      if (!draft) return;
      const merged = await drafts.merge(draft.id);
      work.rebase(merged.content, merged.base);
      setConflicts(merged.conflicts);
    } catch (error) {
      setFailed(error);
    }
  };
  const drop = async () => {
    setConflicts([]);
    try {
      await work.drop(start.content, start.base);
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <>
      <div className={styles.bar}>
        <span className="muted" role="status">
          {stateWords(work.state)}
          {work.base > 0 && `, from version ${work.base}`}
          {work.draft && work.state === "saved" && (
            <>
              {" "}
              <Timestamp at={work.draft.updatedAt} relative />
            </>
          )}
        </span>
        <Group gap="xs">
          {work.draft && (
            <Button variant="default" onClick={() => void drop()}>
              Discard the draft
            </Button>
          )}
          <Button disabled={!isNew || conflicts.length > 0} onClick={() => setSaving(true)}>
            Save a version
          </Button>
        </Group>
      </div>
      {work.error != null && <ProblemPanel error={work.error} retry={() => void work.flush()} />}
      {failed != null && <ProblemPanel error={failed} />}
      {work.base < latest && work.state !== "clean" && (
        <Notice tone="warn">
          Version {latest} was saved after version {work.base}, which this draft began from.{" "}
          <Button size="compact-xs" variant="default" onClick={() => onCompare(work.base || latest, latest)}>
            Look at it
          </Button>{" "}
          <Button size="compact-xs" variant="default" onClick={() => void merge()}>
            Merge it into the draft
          </Button>
        </Notice>
      )}
      {conflicts.length > 0 && (
        <Conflicts
          conflicts={conflicts}
          content={work.content}
          onDone={(resolved) => {
            work.change(resolved);
            setConflicts([]);
          }}
        />
      )}
      {form(work.content, work.change)}
      {saving && (
        <SaveVersion
          project={project}
          artifact={artifact}
          content={work.content}
          base={work.base}
          onClose={() => setSaving(false)}
          onSaved={(outcome) => {
            setSaving(false);
            const { content: saved, number } = outcome.version;
            setStart({ content: saved, base: number });
            void work.drop(saved, number);
          }}
          onMerge={() => {
            setSaving(false);
            void merge();
          }}
        />
      )}
    </>
  );
}

function stateWords(state: "clean" | "waiting" | "saving" | "saved"): string {
  switch (state) {
    case "clean":
      return "Nothing changed";
    case "waiting":
    case "saving":
      return "Saving the draft …";
    case "saved":
      return "Draft saved";
  }
}

interface SaveProps {
  project: string;
  artifact: Artifact;
  content: unknown;
  base: number;
  onClose: () => void;
  onSaved: (outcome: Extract<SaveOutcome, { version: unknown }>) => void;
  onMerge: () => void;
}

function SaveVersion({
  project,
  artifact,
  content,
  base,
  onClose,
  onSaved,
  onMerge,
}: SaveProps): ReactElement {
  const { kind, name } = artifact;
  const [message, setMessage] = useState("");
  const save = useSaveVersion(project, kind, name);
  const outcome = save.data;
  const send = (expectedLatest: number) =>
    save.mutate(
      { content, message: message.trim() || undefined, expectedLatest, parent: base || undefined },
      { onSuccess: (came) => came.outcome === "saved" && onSaved(came) },
    );
  return (
    <Modal opened onClose={onClose} title="Save a version">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(base);
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="What changed, and why"
            placeholder="Ask for the invoice number before promising a refund"
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
          <Group justify="flex-end" gap="xs">
            {outcome?.outcome === "stale" ? (
              <>
                <Button variant="default" loading={save.isPending} onClick={() => send(outcome.stale.latest)}>
                  Save mine as version {outcome.stale.latest + 1}
                </Button>
                <Button onClick={onMerge}>Merge first</Button>
              </>
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

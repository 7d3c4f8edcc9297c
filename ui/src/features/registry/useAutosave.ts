import { useCallback, useEffect, useRef, useState } from "react";
import type { Draft, Drafts } from "./drafts";

const pause = 800;

export interface Autosave {
  content: unknown;
  base: number;
  /** Present when there is something that is not a version yet. */
  draft?: Draft;
  state: "clean" | "waiting" | "saving" | "saved";
  error?: unknown;
  change: (content: unknown) => void;
  /** Goes on from another content and version, as after a merge. */
  rebase: (content: unknown, base: number) => void;
  /** Writes what waits; answers the draft. */
  flush: () => Promise<Draft | undefined>;
  /** Throws the draft away and begins from a version again. */
  drop: (content: unknown, base: number) => Promise<void>;
}

/** Keeps a draft of what is changed: written when typing pauses, one write at a time. */
export function useAutosave(
  drafts: Drafts,
  found: Draft | undefined,
  content: unknown,
  base: number,
): Autosave {
  const [shown, setShown] = useState({ content: found?.content ?? content, base: found?.base ?? base });
  const [draft, setDraft] = useState(found);
  const [state, setState] = useState<Autosave["state"]>(found ? "saved" : "clean");
  const [error, setError] = useState<unknown>();
  const work = useRef({
    shown,
    draft,
    dirty: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });
  const writing = useRef(Promise.resolve());

  const write = useCallback(async () => {
    const now = work.current;
    clearTimeout(now.timer);
    if (!now.dirty) return;
    now.dirty = false;
    setState("saving");
    try {
      const body = { ...now.shown, revision: now.draft?.revision };
      const saved = now.draft
        ? await drafts.save(now.draft.id, body)
        : { outcome: "saved" as const, draft: await drafts.add(body) };
      now.draft = saved.draft;
      setDraft(saved.draft);
      if (saved.outcome === "stale") {
        now.dirty = true;
        setError(new Error(`${saved.detail}. Trying again writes over it.`));
        setState("waiting");
        return;
      }
      setError(undefined);
      setState("saved");
    } catch (failed) {
      now.dirty = true;
      setError(failed);
      setState("waiting");
    }
  }, [drafts]);

  const flush = useCallback(async () => {
    writing.current = writing.current.then(write);
    await writing.current;
    return work.current.draft;
  }, [write]);

  const put = useCallback(
    (next: { content: unknown; base: number }) => {
      const now = work.current;
      now.shown = next;
      now.dirty = true;
      setShown(next);
      setState("waiting");
      clearTimeout(now.timer);
      now.timer = setTimeout(() => void flush(), pause);
    },
    [flush],
  );

  useEffect(
    () => () => {
      void flush();
    },
    [flush],
  );

  const change = useCallback((next: unknown) => put({ content: next, base: work.current.shown.base }), [put]);
  const rebase = useCallback((next: unknown, to: number) => put({ content: next, base: to }), [put]);
  const drop = useCallback(
    async (next: unknown, to: number) => {
      const now = work.current;
      clearTimeout(now.timer);
      now.dirty = false;
      await writing.current;
      if (now.draft) await drafts.remove(now.draft.id);
      now.draft = undefined;
      now.shown = { content: next, base: to };
      setDraft(undefined);
      setShown(now.shown);
      setError(undefined);
      setState("clean");
    },
    [drafts],
  );
  return { ...shown, draft, state, error, change, rebase, flush, drop };
}

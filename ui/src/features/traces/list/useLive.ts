import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { whenNew } from "../../../api/live";
import type { TraceRow } from "../../../api/types";
import { fetchPage, listKey, pageSize, type TracePages } from "../queries";
import type { TraceFilter } from "../search";

const interval = 2_000;
const none: ReadonlySet<string> = new Set();

/** Puts newer rows in front while the reader is at the top: once on arrival, and when `on` whenever the server has new ones. */
export function useLive(
  project: string,
  filter: TraceFilter,
  on: boolean,
  atTop: boolean,
): ReadonlySet<string> {
  const cache = useQueryClient();
  const [fresh, setFresh] = useState(none);
  useEffect(() => {
    if (!atTop) return undefined;
    const leaving = new AbortController();
    let stop: (() => void) | undefined;
    const key = listKey(project, filter);

    const poll = async () => {
      const known = cache.getQueryData<TracePages>(key);
      const after = known?.pages[0]?.items[0]?.cursor ?? undefined;
      if (known && !after) await cache.invalidateQueries({ queryKey: key });
      if (!after) return;
      const { items } = await fetchPage(project, filter, { after, limit: pageSize }, leaving.signal);
      if (items.length === pageSize) return cache.resetQueries({ queryKey: key });
      if (items.length === 0) return;
      cache.setQueryData<TracePages>(key, (pages) => pages && inFront(items, pages));
      setFresh(new Set(items.map((row) => row.traceId)));
    };
    const tick = () => {
      if (document.hidden) return again();
      poll()
        .catch(() => undefined)
        .finally(again);
    };
    const again = () => {
      if (on && !leaving.signal.aborted) stop = whenNew("traces", interval, tick);
    };
    tick();
    return () => {
      leaving.abort();
      stop?.();
    };
  }, [cache, project, filter, on, atTop]);
  return fresh;
}

function inFront(items: TraceRow[], { pages, pageParams }: TracePages): TracePages {
  const [first, ...older] = pages;
  if (!first) return { pages, pageParams };
  const arrived = new Set(items.map((row) => row.traceId));
  const kept = first.items.filter((row) => !arrived.has(row.traceId));
  return { pages: [{ ...first, items: [...items, ...kept] }, ...older], pageParams };
}

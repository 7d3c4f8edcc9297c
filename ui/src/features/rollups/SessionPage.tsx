import { Button } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type ReactElement, type ReactNode } from "react";
import type { TraceRow } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { useShortcuts } from "../../components/shortcuts";
import { RollupFacts } from "./RollupFacts";
import { rollupQuery, turnsAPage, turnsQuery } from "./queries";
import { SessionScores } from "./SessionScores";
import styles from "./SessionPage.module.css";
import { Turn } from "./Turn";

const exported = [
  "startedAt",
  "traceId",
  "status",
  "inputPreview",
  "outputPreview",
  "durationMs",
  "costUsd",
] as const satisfies readonly (keyof TraceRow)[];

interface Props {
  project: string;
  session: string;
  hrefOf: (traceId: string) => string;
  onOpen: (traceId: string) => void;
  onTraces: () => void;
  /** A trace's messages in full. */
  wholeOf: (traceId: string) => ReactNode;
}

/** One session as a chat of its traces. Only what is on screen is read and drawn, however long it is. */
export function SessionPage({ project, session, hrefOf, onOpen, onTraces, wholeOf }: Props): ReactElement {
  const rollup = useQuery(rollupQuery(project, "sessions", session));
  const known = rollup.data?.traceCount ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: known,
    getScrollElement: () => scroller.current,
    estimateSize: () => 132,
    overscan: 4,
  });
  const shown = virtual.getVirtualItems();
  const pages = [...new Set(shown.map(({ index }) => Math.floor(index / turnsAPage)))];
  const loaded = useQueries({ queries: pages.map((page) => turnsQuery(project, session, page, known)) });
  const turnAt = (index: number): TraceRow | undefined =>
    loaded[pages.indexOf(Math.floor(index / turnsAPage))]?.data?.[index % turnsAPage];
  const problem = rollup.error ?? loaded.find((page) => page.error)?.error;
  useShortcuts({
    Home: () => virtual.scrollToIndex(0),
    End: () => virtual.scrollToIndex(known - 1, { align: "end" }),
  });
  const actions = (
    <>
      <Button variant="default" onClick={() => virtual.scrollToIndex(0)}>
        First
      </Button>
      <Button variant="default" onClick={() => virtual.scrollToIndex(known - 1, { align: "end" })}>
        Latest
      </Button>
      <Button variant="default" onClick={onTraces}>
        As a list
      </Button>
      <ExportMenu
        name={`session-${session}`}
        fields={exported}
        rows={loaded.flatMap((page) => page.data ?? [])}
      />
    </>
  );
  return (
    <Page title={session} actions={actions}>
      <div className={styles.page}>
        {problem && <ProblemPanel error={problem} retry={() => void rollup.refetch()} />}
        {rollup.data && <RollupFacts rollup={rollup.data} />}
        <SessionScores project={project} session={session} />
        <div ref={scroller} className={styles.scroller} role="feed" aria-label="Conversation" tabIndex={0}>
          <div className={styles.turns} style={{ height: virtual.getTotalSize() }}>
            {shown.map(({ index, key, start }) => (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={styles.turn}
                role="article"
                aria-posinset={index + 1}
                aria-setsize={known}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Turn row={turnAt(index)} index={index} hrefOf={hrefOf} onOpen={onOpen} wholeOf={wholeOf} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </Page>
  );
}

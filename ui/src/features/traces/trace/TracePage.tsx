import { Loader, Splitter } from "@mantine/core";
import { useDocumentTitle, useLocalStorage, type SplitterPaneSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactElement, type ReactNode } from "react";
import type { SpanDetail, TraceDetail } from "../../../api/types";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { FoundContext, patternOf, standsIn } from "../../../components/found";
import { useShortcuts } from "../../../components/shortcuts";
import { neighbourOf } from "../list/place";
import { traceQuery } from "../queries";
import { SpanPanel } from "./SpanPanel";
import { SpanTreeView } from "./SpanTreeView";
import { TraceHeader } from "./TraceHeader";
import styles from "./TracePage.module.css";
import type { TraceView } from "./view";

interface Props {
  project: string;
  traceId: string;
  view: TraceView;
  onView: (change: TraceView) => void;
  onBack: () => void;
  onTrace: (traceId: string) => void;
  /** Asks the same again, elsewhere. */
  onPlayground: (span: string) => void;
  hrefOf: (traceId: string, spanId: string) => string;
  /** What can be done with a span, besides. */
  actions?: (span: SpanDetail) => ReactNode;
}

export function TracePage({ project, traceId, onBack, onTrace, ...view }: Props): ReactElement {
  const { data, error, refetch } = useQuery(traceQuery(project, traceId));
  const go = (step: 1 | -1) => () => {
    const next = neighbourOf(traceId, step);
    if (next !== undefined) onTrace(next);
  };
  useShortcuts({ Escape: onBack, u: onBack, "[": go(-1), "]": go(1) });
  if (error && !data) return <ProblemPanel error={error} retry={() => void refetch()} />;
  if (!data) return <Loader size="sm" m="xl" aria-label="Loading the trace" />;
  return <Loaded project={project} detail={data} onBack={onBack} {...view} />;
}

type LoadedProps = Omit<Props, "traceId" | "onTrace"> & { detail: TraceDetail };

function Loaded({
  project,
  detail,
  view,
  onView,
  onBack,
  onPlayground,
  hrefOf,
  actions,
}: LoadedProps): ReactElement {
  const { trace, spans, links } = detail;
  useDocumentTitle(`${trace.name} – stet`);
  const [sizes, setSizes] = useLocalStorage<SplitterPaneSize[]>({
    key: "stet-trace-split",
    defaultValue: [44, 56],
  });
  const { find } = view;
  const found = useMemo(() => find && patternOf(find), [find]);
  const holding = useMemo(() => spansHolding(spans, found), [spans, found]);
  const selected =
    spans.find((span) => span.spanId === view.span) ??
    spans.find((span) => holding.has(span.spanId)) ??
    spans[0];
  return (
    <FoundContext value={found}>
      <div className={styles.page}>
        <TraceHeader trace={trace} onBack={onBack} />
        {selected ? (
          <Splitter
            className={styles.split}
            withHandle={false}
            lineSize={1}
            handleColor="var(--line)"
            sizes={sizes}
            onSizeChange={setSizes}
          >
            <Splitter.Pane className={styles.pane} defaultSize={44} min={20}>
              <SpanTreeView
                spans={spans}
                selectedId={selected.spanId}
                holding={holding}
                onSelect={(span) => onView({ ...view, span })}
              />
            </Splitter.Pane>
            <Splitter.Pane className={styles.pane} defaultSize={56} min={25}>
              <SpanPanel
                project={project}
                span={selected}
                links={links.filter(({ spanId }) => spanId === selected.spanId)}
                hrefOf={hrefOf}
                tab={view.tab}
                onTab={(tab) => onView({ ...view, tab })}
                onPlayground={onPlayground}
                actions={actions?.(selected)}
                looked={view.find?.join(", ")}
                onClear={() => onView({ ...view, span: selected.spanId, find: undefined })}
              />
            </Splitter.Pane>
          </Splitter>
        ) : (
          <p className={styles.none}>The spans of this trace have not arrived yet.</p>
        )}
      </div>
    </FoundContext>
  );
}

/** The spans with the words in them, as far as their content is here. */
function spansHolding(spans: SpanDetail[], found: RegExp | undefined): ReadonlySet<string> {
  if (!found) return new Set();
  return new Set(
    spans
      .filter(({ name, input, output }) =>
        [name, input, output].some((part) => standsIn(textOf(part), found)),
      )
      .map(({ spanId }) => spanId),
  );
}

const textOf = (part: unknown): string =>
  part === undefined ? "" : typeof part === "string" ? part : JSON.stringify(part);

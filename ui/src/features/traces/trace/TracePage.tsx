import { Loader, Splitter } from "@mantine/core";
import { useDocumentTitle, useLocalStorage, type SplitterPaneSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { TraceDetail } from "../../../api/types";
import { ProblemPanel } from "../../../components/ProblemPanel";
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

function Loaded({ project, detail, view, onView, onBack }: LoadedProps): ReactElement {
  const { trace, spans } = detail;
  useDocumentTitle(`${trace.name} – stet`);
  const [sizes, setSizes] = useLocalStorage<SplitterPaneSize[]>({
    key: "stet-trace-split",
    defaultValue: [44, 56],
  });
  const selected = spans.find((span) => span.spanId === view.span) ?? spans[0];
  return (
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
              onSelect={(span) => onView({ ...view, span })}
            />
          </Splitter.Pane>
          <Splitter.Pane className={styles.pane} defaultSize={56} min={25}>
            <SpanPanel
              project={project}
              span={selected}
              tab={view.tab}
              onTab={(tab) => onView({ ...view, tab })}
            />
          </Splitter.Pane>
        </Splitter>
      ) : (
        <p className={styles.none}>The spans of this trace have not arrived yet.</p>
      )}
    </div>
  );
}

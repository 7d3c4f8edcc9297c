import { Loader } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { TraceDetail } from "../../../api/types";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { useShortcuts } from "../../../components/shortcuts";
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
}

export function TracePage({ project, traceId, onBack, ...view }: Props): ReactElement {
  const { data, error, refetch } = useQuery(traceQuery(project, traceId));
  useShortcuts({ Escape: onBack, u: onBack });
  if (error && !data) return <ProblemPanel error={error} retry={() => void refetch()} />;
  if (!data) return <Loader size="sm" m="xl" aria-label="Loading the trace" />;
  return <Loaded project={project} detail={data} onBack={onBack} {...view} />;
}

type LoadedProps = Omit<Props, "traceId"> & { detail: TraceDetail };

function Loaded({ project, detail, view, onView, onBack }: LoadedProps): ReactElement {
  const { trace, spans } = detail;
  useDocumentTitle(`${trace.name} – stet`);
  const selected = spans.find((span) => span.spanId === view.span) ?? spans[0];
  return (
    <div className={styles.page}>
      <TraceHeader trace={trace} onBack={onBack} />
      {selected ? (
        <div className={styles.split}>
          <SpanTreeView
            spans={spans}
            selectedId={selected.spanId}
            onSelect={(span) => onView({ ...view, span })}
          />
          <SpanPanel
            project={project}
            span={selected}
            tab={view.tab}
            onTab={(tab) => onView({ ...view, tab })}
          />
        </div>
      ) : (
        <p className={styles.none}>The spans of this trace have not arrived yet.</p>
      )}
    </div>
  );
}

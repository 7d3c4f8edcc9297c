import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { spanQuery, traceQuery } from "../queries";
import { ContentTab } from "./ContentTab";

/** What went into a trace and came out of it, in full. */
export function TraceContent({ project, traceId }: { project: string; traceId: string }): ReactElement {
  const trace = useQuery({ ...traceQuery(project, traceId), refetchInterval: false });
  const top = trace.data?.spans.find((span) => span.parentSpanId == null) ?? trace.data?.spans[0];
  const whole = useQuery({
    ...spanQuery(project, traceId, top?.spanId ?? ""),
    enabled: top?.contentOmitted === true,
  });
  const error = trace.error ?? whole.error;
  if (error) return <ProblemPanel error={error} retry={() => void trace.refetch()} />;
  if (!top) return <p className="muted">Loading …</p>;
  return <ContentTab project={project} span={whole.data ?? top} loading={whole.isLoading} />;
}

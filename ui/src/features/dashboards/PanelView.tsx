import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement, type ReactNode } from "react";
import type { Mark } from "../../components/charts/markers";
import { Markdown } from "../../components/Markdown";
import { Panel as Frame } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import type { TimeRange } from "../../components/timeRange";
import type { Panel } from "./dashboard";
import { NumberPanel } from "./NumberPanel";
import { panelQuery } from "./queries";
import { TablePanel, TopPanel } from "./TablePanel";

const Drawn = lazy(() => import("./Drawn"));

interface Props {
  project: string;
  panel: Panel;
  where?: string | null;
  time: TimeRange;
  /** What is marked on the time axes. */
  markers?: Mark[];
  actions?: ReactNode;
  /** A stretch of time, and what narrows it to what was clicked. */
  onPick: (pick: { from: string; to: string; where?: string }) => void;
}

export function PanelView({ panel, actions, ...rest }: Props): ReactElement {
  return (
    <Frame title={panel.title || "Untitled"} actions={actions}>
      {panel.chart === "text" ? <Markdown text={panel.text ?? ""} /> : <Numbers panel={panel} {...rest} />}
    </Frame>
  );
}

function Numbers({
  project,
  panel,
  where,
  time,
  markers,
  onPick,
}: Omit<Props, "actions">): ReactElement | null {
  const { data, error, refetch } = useQuery(panelQuery(project, panel, where, time));
  if (error) return <ProblemPanel error={error} retry={() => void refetch()} />;
  if (!data) return null;
  switch (panel.chart) {
    case "number":
      return <NumberPanel panel={panel} now={data.now} before={data.before} />;
    case "table":
      return <TablePanel panel={panel} answer={data.now} />;
    case "top":
      return <TopPanel panel={panel} answer={data.now} />;
    default:
      return (
        <Suspense>
          <Drawn panel={panel} answer={data.now} where={where} markers={markers} onPick={onPick} />
        </Suspense>
      );
  }
}

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement, type ReactNode } from "react";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import type { TimeRange } from "../../components/timeRange";
import styles from "./HomePage.module.css";
import { activityQuery, comparisonQuery, everQuery } from "./queries";
import { StatRow } from "./StatRow";

const ActivityCharts = lazy(() => import("./ActivityCharts"));

interface Props {
  project: string;
  title: string;
  time: TimeRange;
  onTime: (time: TimeRange) => void;
  onPeriod: (from: string, to: string) => void;
  getStarted: ReactNode;
  failures: ReactNode;
}

export function HomePage({
  project,
  title,
  time,
  onTime,
  onPeriod,
  getStarted,
  failures,
}: Props): ReactElement {
  const ever = useQuery(everQuery(project));
  const comparison = useQuery(comparisonQuery(project, time));
  const activity = useQuery(activityQuery(project, time));
  const error = comparison.error ?? activity.error;
  if (ever.data?.count === 0) return <Page title={title}>{getStarted}</Page>;
  return (
    <Page title={title} actions={<RangePicker value={time} onChange={onTime} />}>
      <div className={styles.sections}>
        {error && (
          <ProblemPanel
            error={error}
            retry={() => {
              void comparison.refetch();
              void activity.refetch();
            }}
          />
        )}
        {comparison.data && <StatRow comparison={comparison.data} />}
        <div className={styles.charts}>
          {activity.data && (
            <Suspense>
              <ActivityCharts activity={activity.data} onPeriod={onPeriod} />
            </Suspense>
          )}
        </div>
        {failures}
      </div>
    </Page>
  );
}

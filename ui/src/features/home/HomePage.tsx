import { Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement, type ReactNode } from "react";
import { allOf } from "../../api/query";
import { marksQuery } from "../../components/charts/markers";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import type { TimeRange } from "../../components/timeRange";
import styles from "./HomePage.module.css";
import { choicesQuery, everQuery, overviewQuery } from "./queries";
import { QualityRow } from "./QualityRow";
import { whereOf, type Scope } from "./scope";
import { qualityQuery } from "./scores";
import { SideBySide } from "./SideBySide";
import { StatRow } from "./StatRow";

const OverviewCharts = lazy(() => import("./OverviewCharts"));

interface Props {
  project: string;
  title: string;
  scope: Scope;
  onScope: (scope: Partial<Scope>) => void;
  onTraces: (search: TimeRange & { where?: string; status?: "error" }) => void;
  getStarted: ReactNode;
  failures: ReactNode;
}

export function HomePage({
  project,
  title,
  scope,
  onScope,
  onTraces,
  getStarted,
  failures,
}: Props): ReactElement {
  const ever = useQuery(everQuery(project));
  const { data, error, refetch } = useQuery(overviewQuery(project, scope));
  const quality = useQuery(qualityQuery(project, scope));
  const marks = useQuery(marksQuery(project, { ...scope, where: whereOf(scope) }));
  const { range, from, to } = scope;
  const where = whereOf(scope);
  if (ever.data?.count === 0) return <Page title={title}>{getStarted}</Page>;
  return (
    <Page
      title={title}
      actions={
        <Group gap={8} wrap="nowrap">
          <Choices project={project} scope={scope} onScope={onScope} />
          <RangePicker
            value={{ range, from, to }}
            onChange={(time) => onScope({ range: undefined, from: undefined, to: undefined, ...time })}
          />
        </Group>
      }
    >
      <div className={styles.sections}>
        {error && <ProblemPanel error={error} retry={() => void refetch()} />}
        {data && <StatRow now={data.now} before={data.before} />}
        {quality.data && <QualityRow qualities={quality.data} />}
        <div className={styles.charts}>
          {data && (
            <Suspense>
              <OverviewCharts
                overview={data}
                markers={marks.data}
                onPeriod={(from, to, failedOnly) =>
                  onTraces({ from, to, where, status: failedOnly ? "error" : undefined })
                }
              />
            </Suspense>
          )}
        </div>
        <SideBySide
          project={project}
          scope={scope}
          onBy={(by) => onScope({ by })}
          onValue={(value) => onTraces({ range, from, to, where: allOf(where, value) })}
        />
        {failures}
      </div>
    </Page>
  );
}

function Choices({ project, scope, onScope }: Pick<Props, "project" | "scope" | "onScope">): ReactElement {
  const { data } = useQuery(choicesQuery(project, scope));
  const withChosen = (values: string[] = [], chosen?: string) =>
    chosen === undefined || values.includes(chosen) ? values : [chosen, ...values];
  return (
    <>
      <Select
        aria-label="App"
        placeholder="All apps"
        clearable
        searchable
        data={withChosen(data?.apps, scope.app)}
        value={scope.app ?? null}
        onChange={(app) => onScope({ app: app ?? undefined })}
      />
      <Select
        aria-label="Environment"
        placeholder="All environments"
        clearable
        searchable
        data={withChosen(data?.environments, scope.environment)}
        value={scope.environment ?? null}
        onChange={(environment) => onScope({ environment: environment ?? undefined })}
      />
    </>
  );
}

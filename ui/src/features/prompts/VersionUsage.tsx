import { useQuery } from "@tanstack/react-query";
import { useMemo, useState, type ReactElement } from "react";
import { quoted } from "../../api/query";
import { categoricalAt } from "../../components/charts/chart";
import { TimeChart } from "../../components/charts/TimeChart";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { duration, percent, shortCount } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Money } from "../../components/Money";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import { TextLink } from "../../components/TextLink";
import type { TimeRange } from "../../components/timeRange";
import { Toolbar } from "../../components/Toolbar";
import { usageQuery, type VersionFigures } from "./usage";
import styles from "./VersionUsage.module.css";

interface Props {
  project: string;
  prompt: string;
  onTraces: (where: string) => void;
}

const fields = ["version", "requests", "failureRate", "p50", "p95", "cost", "tokens", "scores"] as const;

/** What each version of a prompt did: how often, how fast, how dear, how well. */
export default function VersionUsage({ project, prompt, onTraces }: Props): ReactElement {
  const [time, setTime] = useState<TimeRange>({ range: "7d" });
  const { data, error, refetch } = useQuery(usageQuery(project, prompt, time));
  const times = useMemo(() => data?.startedAt.map((at) => Date.parse(at)) ?? [], [data]);
  const series = useMemo(
    () =>
      data?.versions.map(({ version, overTime }, i) => ({
        name: version,
        kind: "bar" as const,
        color: categoricalAt(i),
        values: overTime,
      })) ?? [],
    [data],
  );
  const columns: ListColumn<VersionFigures>[] = [
    {
      title: "Version",
      cell: ({ version, known }) =>
        known ? (
          <TextLink
            onClick={() => onTraces(`prompt = ${quoted(prompt)} and promptVersion = ${quoted(version)}`)}
          >
            {version}
          </TextLink>
        ) : (
          <span className="muted">{version}</span>
        ),
    },
    { title: "Requests", numeric: true, cell: ({ requests }) => shortCount(requests ?? 0) },
    { title: "Failed", numeric: true, cell: ({ failureRate }) => shown(failureRate, percent) },
    { title: "p50", numeric: true, cell: ({ p50 }) => shown(p50, duration) },
    { title: "p95", numeric: true, cell: ({ p95 }) => shown(p95, duration) },
    { title: "Tokens", numeric: true, cell: ({ tokens }) => shown(tokens, shortCount) },
    { title: "Cost", numeric: true, cell: ({ cost }) => <Money usd={cost} /> },
    {
      title: "A request",
      numeric: true,
      cell: ({ cost, requests }) => <Money usd={cost == null ? null : cost / (requests || 1)} />,
    },
    ...(data?.judged ?? []).map((judged, i) => ({
      title: judged.name,
      numeric: true,
      cell: ({ scores }: VersionFigures) =>
        shown(scores[i], judged.share ? percent : (value: number) => value.toFixed(2)),
    })),
  ];
  return (
    <>
      <Toolbar>
        <RangePicker value={time} onChange={setTime} />
        <ExportMenu
          name={`usage-${prompt.replaceAll("/", "-")}`}
          fields={fields}
          rows={data?.versions ?? []}
        />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.versions.length === 0 && (
        <EmptyState title="No call used this prompt in this time">
          Calls that go through a release, or that name the prompt with the header{" "}
          <span className="mono">stet-prompt</span>, are counted here by version.
        </EmptyState>
      )}
      {data && data.versions.length > 0 && (
        <div className={styles.usage}>
          <TimeChart
            title="How often was each version used?"
            times={times}
            series={series}
            format={shortCount}
          />
          <ListTable
            label="Usage by version"
            columns={columns}
            rows={data.versions}
            keyOf={({ version }) => version}
          />
        </div>
      )}
    </>
  );
}

const shown = (value: number | null | undefined, format: (value: number) => string): string =>
  value == null ? "–" : format(value);

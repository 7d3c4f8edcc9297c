import { useCallback, useMemo, type ReactElement } from "react";
import { allOf, type QueryAnswer } from "../../api/query";
import { Chart } from "../../components/charts/Chart";
import { categoricalAt, frameOf, type Palette } from "../../components/charts/chart";
import type { Mark } from "../../components/charts/markers";
import { Legend, TimeSeries, type Series } from "../../components/charts/TimeChart";
import { localTime } from "../../components/format";
import type { Panel } from "./dashboard";
import { formatOf, nameOf } from "./measures";

interface Props {
  panel: Panel;
  answer: QueryAnswer;
  where?: string | null;
  /** What is marked on the time axes. */
  markers?: Mark[];
  onPick: (pick: { from: string; to: string; where?: string }) => void;
}

/** The charts that are drawn on canvas. */
export default function Drawn(props: Props): ReactElement {
  switch (props.panel.chart) {
    case "histogram":
      return <Histogram {...props} />;
    case "heatmap":
      return <Heatmap {...props} />;
    default:
      return <OverTime {...props} />;
  }
}

function OverTime({ panel, answer, where, markers, onPick }: Props): ReactElement {
  const format = useMemo(() => formatOf(panel.measures?.[0] ?? ""), [panel]);
  const times = useMemo(() => answer.startedAt.map((at) => Date.parse(at)), [answer]);
  const series = useMemo(() => seriesOf(panel, answer), [panel, answer]);
  return (
    <>
      {series.length > 1 && <Legend series={series} />}
      <TimeSeries
        label={panel.title}
        times={times}
        series={series}
        format={format}
        markers={markers}
        onBucket={(index) => {
          const from = times[index];
          if (from === undefined) return;
          onPick({
            from: new Date(from).toISOString(),
            to: new Date(from + (answer.bucketMs ?? 0)).toISOString(),
            where: allOf(where, panel.where),
          });
        }}
      />
    </>
  );
}

/** A line for each value of the first measure, or for each measure. */
function seriesOf(panel: Panel, answer: QueryAnswer): Series[] {
  const kind = panel.chart === "area" || panel.chart === "bar" ? panel.chart : "line";
  if (panel.by)
    return answer.series.map((one, i) => ({
      name: nameOf(one, panel.by),
      kind,
      color: one.group === "value" ? categoricalAt(i) : one.group === "other" ? "muted" : "soft",
      values: one.buckets.map((values) => values[0] ?? null),
    }));
  return (panel.measures ?? []).map((measure, i) => ({
    name: measure,
    kind,
    color: categoricalAt(i),
    values: answer.series[0]?.buckets.map((values) => values[i] ?? null) ?? [],
  }));
}

function Histogram({ panel, answer }: Props): ReactElement {
  const format = useMemo(() => formatOf(panel.measures?.[0] ?? ""), [panel]);
  const draw = useCallback(
    (colors: Palette) => {
      const { category, value, tooltip, ...frame } = frameOf(colors, format);
      const steps = answer.series.filter(({ group }) => group === "value");
      return {
        ...frame,
        tooltip: { ...tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
        xAxis: { ...category, data: steps.map((one) => nameOf(one, panel.by)) },
        yAxis: value,
        series: [
          {
            type: "bar",
            name: panel.measures?.[0],
            data: steps.map(({ totals }) => totals[0] ?? null),
            barCategoryGap: "8%",
            itemStyle: { color: colors.accent },
          },
        ],
      };
    },
    [panel, answer, format],
  );
  return <Chart label={panel.title} draw={draw} />;
}

function Heatmap({ panel, answer, where, onPick }: Props): ReactElement {
  const format = useMemo(() => formatOf(panel.measures?.[0] ?? ""), [panel]);
  const draw = useCallback(
    (colors: Palette) => {
      const { category, tooltip, ...frame } = frameOf(colors, format);
      const steps = answer.series.filter(({ group }) => group !== "unknown");
      const cells = steps.flatMap((one, y) =>
        one.buckets.map((values, x) => [x, y, values[0] ?? 0] as const).filter(([, , value]) => value > 0),
      );
      return {
        ...frame,
        tooltip,
        xAxis: { ...category, data: answer.startedAt.map((at) => localTime(at).replace(/:\d\d$/, "")) },
        yAxis: { ...category, data: steps.map((one) => nameOf(one, panel.by)) },
        visualMap: {
          show: false,
          min: 0,
          max: Math.max(1, ...cells.map(([, , value]) => value)),
          inRange: { color: [colors.line, colors.accent] },
        },
        series: [{ type: "heatmap", name: panel.measures?.[0], data: cells }],
      };
    },
    [panel, answer, format],
  );
  return (
    <Chart
      label={panel.title}
      draw={draw}
      height={220}
      onPick={(index) => {
        const from = answer.startedAt[index];
        if (from === undefined) return;
        onPick({
          from,
          to: new Date(Date.parse(from) + (answer.bucketMs ?? 0)).toISOString(),
          where: allOf(where, panel.where),
        });
      }}
    />
  );
}

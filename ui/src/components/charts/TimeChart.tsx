import { useCallback, type ReactElement } from "react";
import { localTime } from "../format";
import { Panel } from "../Panel";
import { Chart } from "./Chart";
import { frameOf, type Palette } from "./chart";
import type { Mark } from "./markers";
import styles from "./TimeChart.module.css";

export interface Series {
  name: string;
  kind: "bar" | "line" | "area";
  /** A colour of the scheme by its meaning, or any other. */
  color: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  times: number[];
  series: Series[];
  format: (value: number) => string;
  onBucket?: (index: number) => void;
  /** What happened when, drawn across the chart. */
  markers?: Mark[];
}

export function TimeChart({ title, times, series, format, onBucket, markers }: Props): ReactElement {
  return (
    <Panel title={title} actions={series.length > 1 && <Legend series={series} />}>
      <TimeSeries
        label={title}
        times={times}
        series={series}
        format={format}
        onBucket={onBucket}
        markers={markers}
      />
    </Panel>
  );
}

export function TimeSeries({
  label,
  times,
  series,
  format,
  onBucket,
  markers,
}: Omit<Props, "title"> & { label: string }): ReactElement {
  const draw = useCallback(
    (colors: Palette) => {
      const { grid, textStyle, animation, tooltip, category, value } = frameOf(colors, format);
      return {
        animation,
        grid,
        textStyle,
        tooltip: { ...tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
        xAxis: {
          ...category,
          data: times.map((at) => localTime(new Date(at).toISOString()).replace(/:\d\d$/, "")),
        },
        yAxis: value,
        series: series.map((one, i) => ({
          markLine: i === 0 ? marked(times, markers, colors) : undefined,
          name: one.name,
          type: one.kind === "area" ? "line" : one.kind,
          stack: one.kind === "line" ? undefined : "all",
          data: one.values,
          barCategoryGap: "22%",
          showSymbol: one.kind !== "area" || one.values.filter((value) => value !== null).length < 2,
          showAllSymbol: true,
          symbolSize: 5,
          connectNulls: true,
          cursor: "pointer",
          itemStyle: { color: inScheme(one.color, colors) },
          lineStyle: { color: inScheme(one.color, colors), width: 1.6 },
          areaStyle: one.kind === "area" ? { opacity: 0.35 } : undefined,
        })),
      };
    },
    [times, series, format, markers],
  );
  return <Chart label={label} draw={draw} onPick={onBucket} />;
}

/** A line at the stretch of time in which each marker lies; of several in one, one line. */
function marked(times: number[], markers: Mark[] = [], colors: Palette) {
  const titles = new Map<number, string[]>();
  const bad = new Set<number>();
  for (const { at, title, bad: isBad } of markers) {
    const index = times.findLastIndex((time) => time <= at);
    if (index < 0) continue;
    titles.set(index, [...(titles.get(index) ?? []), title]);
    if (isBad) bad.add(index);
  }
  return {
    symbol: "none",
    animation: false,
    lineStyle: { color: colors.muted, type: "dashed" as const, width: 1 },
    label: { show: false },
    emphasis: { label: { show: true, color: colors.text, formatter: "{b}" } },
    tooltip: { formatter: "{b}" },
    data: [...titles].map(([xAxis, names]) => ({
      xAxis,
      name: names.join(", "),
      lineStyle: bad.has(xAxis) ? { color: colors.bad, type: "solid" as const } : undefined,
    })),
  };
}

const inScheme = (color: string, colors: Palette): string =>
  Object.hasOwn(colors, color) ? colors[color as keyof Palette] : color;

const swatches: Record<string, string> = {
  accent: "var(--accent)",
  bad: "var(--bad)",
  muted: "var(--muted)",
  soft: "var(--line-strong)",
};

export function Legend({ series }: { series: Pick<Series, "name" | "color">[] }): ReactElement {
  return (
    <span className={styles.legend}>
      {series.map(({ name, color }) => (
        <span key={name}>
          <span className={styles.swatch} style={{ background: swatches[color] ?? color }} /> {name}
        </span>
      ))}
    </span>
  );
}

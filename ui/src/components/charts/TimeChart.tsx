import { useCallback, type ReactElement } from "react";
import { localTime } from "../format";
import { Panel } from "../Panel";
import { Chart } from "./Chart";
import { frameOf, type Palette } from "./chart";
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
}

export function TimeChart({ title, times, series, format, onBucket }: Props): ReactElement {
  return (
    <Panel title={title} actions={series.length > 1 && <Legend series={series} />}>
      <TimeSeries label={title} times={times} series={series} format={format} onBucket={onBucket} />
    </Panel>
  );
}

export function TimeSeries({
  label,
  times,
  series,
  format,
  onBucket,
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
        series: series.map((one) => ({
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
    [times, series, format],
  );
  return <Chart label={label} draw={draw} onPick={onBucket} />;
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

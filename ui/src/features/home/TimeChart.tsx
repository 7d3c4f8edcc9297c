import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, type ReactElement } from "react";
import { localTime } from "../../components/format";
import { Panel } from "../../components/Panel";
import { echarts, palette, type Palette } from "./chart";
import styles from "./TimeChart.module.css";

export interface Series {
  name: string;
  kind: "bar" | "line";
  color: keyof Palette;
  values: (number | null)[];
}

interface Props {
  title: string;
  times: number[];
  series: Series[];
  format: (value: number) => string;
  onBucket: (index: number) => void;
}

export function TimeChart({ title, times, series, format, onBucket }: Props): ReactElement {
  const scheme = useComputedColorScheme();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  const pick = useRef(onBucket);
  useEffect(() => {
    pick.current = onBucket;
  });

  useEffect(() => {
    if (!frame.current) return undefined;
    const drawn = echarts.init(frame.current);
    chart.current = drawn;
    const surface = drawn.getZr();
    surface.on("click", ({ offsetX, offsetY }) => {
      const [index] = drawn.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
      if (index !== undefined && index >= 0) pick.current(index);
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    const colors = palette();
    chart.current?.setOption({
      animation: false,
      grid: { left: 4, right: 8, top: 10, bottom: 2, containLabel: true },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        backgroundColor: colors.surface,
        borderColor: colors.line,
        textStyle: { color: colors.text, fontSize: 12 },
        valueFormatter: (value: unknown) => (typeof value === "number" ? format(value) : "unknown"),
      },
      xAxis: {
        type: "category",
        data: times.map((at) => localTime(new Date(at).toISOString()).replace(/:\d\d$/, "")),
        axisLine: { lineStyle: { color: colors.line } },
        axisTick: { show: false },
        axisLabel: { color: colors.muted, fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        splitNumber: 3,
        splitLine: { lineStyle: { color: colors.line } },
        axisLabel: { color: colors.muted, fontSize: 11, formatter: format },
      },
      series: series.map((one) => ({
        name: one.name,
        type: one.kind,
        stack: one.kind === "bar" ? "bars" : undefined,
        data: one.values,
        barCategoryGap: "22%",
        showSymbol: true,
        symbolSize: 4,
        connectNulls: true,
        cursor: "pointer",
        itemStyle: { color: colors[one.color] },
        lineStyle: { color: colors[one.color], width: 1.6 },
      })),
    });
  }, [times, series, format, scheme]);

  return (
    <Panel title={title} actions={series.length > 1 && <Legend series={series} />}>
      <div ref={frame} className={styles.chart} role="img" aria-label={title} />
    </Panel>
  );
}

const swatches: Partial<Record<keyof Palette, string>> = {
  accent: "var(--accent)",
  bad: "var(--bad)",
  muted: "var(--muted)",
};

function Legend({ series }: { series: Series[] }): ReactElement {
  return (
    <span className={styles.legend}>
      {series.map(({ name, color }) => (
        <span key={name}>
          <span className={styles.swatch} style={{ background: swatches[color] }} /> {name}
        </span>
      ))}
    </span>
  );
}

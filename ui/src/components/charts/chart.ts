import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export { echarts };

/** Canvas knows no CSS variables, so their present values are read. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: color("--text"),
    muted: color("--muted"),
    line: color("--line"),
    surface: color("--surface"),
    accent: color("--accent"),
    soft: color("--line-strong"),
    bad: color("--bad"),
  };
}

export type Palette = ReturnType<typeof palette>;

/** Colours for values that have no meaning of their own; they hold on light and dark ground. */
export const categorical = [
  "#5b8def",
  "#e0873b",
  "#4fa36a",
  "#b07cc6",
  "#d1606a",
  "#3aa6b0",
  "#a58a3c",
  "#8a8fa3",
] as const;

export const categoricalAt = (index: number): string =>
  categorical[index % categorical.length] ?? categorical[0];

/** What the axes and the tooltip of every chart have in common. */
export function frameOf(colors: Palette, format: (value: number) => string) {
  const label = { color: colors.muted, fontSize: 11 };
  return {
    animation: false,
    grid: { left: 4, right: 8, top: 10, bottom: 2, containLabel: true },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === "number" ? format(value) : "unknown"),
    },
    category: {
      type: "category" as const,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true },
    },
    value: {
      type: "value" as const,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { ...label, formatter: format },
    },
  };
}

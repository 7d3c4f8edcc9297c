import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

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

import { useComputedColorScheme } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef, type ReactElement } from "react";
import styles from "./Chart.module.css";
import { echarts, palette, type Palette } from "./chart";

interface Props {
  label: string;
  /** Must keep its identity as long as it draws the same. */
  draw: (colors: Palette) => EChartsCoreOption;
  /** A click on a category of the horizontal axis. */
  onPick?: (index: number) => void;
  height?: number;
}

/** A drawing that follows its frame's size and the colour scheme. */
export function Chart({ label, draw, onPick, height }: Props): ReactElement {
  const scheme = useComputedColorScheme();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (!frame.current) return undefined;
    const drawn = echarts.init(frame.current);
    chart.current = drawn;
    drawn.getZr().on("click", ({ offsetX, offsetY }) => {
      const [index] = drawn.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
      if (index !== undefined && index >= 0) pick.current?.(Math.round(index));
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(frame.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(draw(palette()), { notMerge: true });
  }, [draw, scheme]);

  return (
    <div
      ref={frame}
      className={styles.chart}
      style={height === undefined ? undefined : { height }}
      data-picks={onPick !== undefined}
      role="img"
      aria-label={label}
    />
  );
}

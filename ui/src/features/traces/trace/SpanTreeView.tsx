import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import type { SpanDetail } from "../../../api/types";
import { duration } from "../../../components/format";
import { recycled } from "../../../components/recycled";
import { useShortcuts } from "../../../components/shortcuts";
import { extentOf, spanTree, visibleLines } from "./spanTree";
import { SpanLineView } from "./SpanLineView";
import styles from "./SpanTreeView.module.css";

const lineHeight = 28;

interface Props {
  spans: SpanDetail[];
  selectedId: string;
  /** The spans with the words that were looked for. */
  holding: ReadonlySet<string>;
  onSelect: (spanId: string) => void;
}

export function SpanTreeView({ spans, selectedId, holding, onSelect }: Props): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const tree = useMemo(() => spanTree(spans), [spans]);
  const extent = useMemo(() => extentOf(spans), [spans]);
  const lines = useMemo(() => visibleLines(tree, closed), [tree, closed]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const selectedIndex = useMemo(
    () => lines.findIndex((line) => line.span.spanId === selectedId),
    [lines, selectedId],
  );
  const reveal = useRef(selectedIndex);
  useEffect(() => {
    if (reveal.current > 0) virtual.scrollToIndex(reveal.current, { align: "center" });
  }, [virtual]);

  const toggle = useCallback((spanId: string) => {
    setClosed((before) => {
      const after = new Set(before);
      if (!after.delete(spanId)) after.add(spanId);
      return after;
    });
  }, []);
  const select = (index: number) => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))];
    if (!line) return;
    onSelect(line.span.spanId);
    virtual.scrollToIndex(lines.indexOf(line));
  };
  const fold = () => {
    const line = lines[selectedIndex];
    const parent = tree.parentOf.get(selectedId);
    if (line && line.children > 0 && line.open) toggle(selectedId);
    else if (parent !== undefined) select(lines.findIndex((other) => other.span.spanId === parent));
  };
  const unfold = () => {
    const line = lines[selectedIndex];
    if (line && line.children > 0 && !line.open) toggle(selectedId);
    else if (line && line.children > 0) select(selectedIndex + 1);
  };
  const down = () => select(selectedIndex + 1);
  const up = () => select(selectedIndex - 1);
  useShortcuts({ j: down, ArrowDown: down, k: up, ArrowUp: up, ArrowLeft: fold, ArrowRight: unfold });

  return (
    <div className={styles.frame}>
      <div className={styles.scale} aria-hidden>
        <span>{spans.length === 1 ? "1 span" : `${spans.length.toLocaleString("en")} spans`}</span>
        <span className={styles.ends}>
          <span>0</span>
          <span>{duration(extent.length / 2)}</span>
          <span>{duration(extent.length)}</span>
        </span>
        <span />
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="tree"
        aria-label="Spans"
        aria-activedescendant={`span-${selectedId}`}
        tabIndex={0}
      >
        <div className={styles.lines} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const line = lines[index];
            return (
              line && (
                <SpanLineView
                  key={recycled(index, shown.length)}
                  line={line}
                  top={start}
                  extent={extent}
                  selected={index === selectedIndex}
                  holds={holding.has(line.span.spanId)}
                  onSelect={onSelect}
                  onToggle={toggle}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

import { memo, type ReactElement } from "react";
import { duration } from "../../../components/format";
import { colorOf, KindIcon } from "./kinds";
import styles from "./SpanTreeView.module.css";
import { millisOf, type Extent, type SpanLine } from "./spanTree";

interface Props {
  line: SpanLine;
  top: number;
  extent: Extent;
  selected: boolean;
  /** The words that were looked for stand in it. */
  holds: boolean;
  onSelect: (spanId: string) => void;
  onToggle: (spanId: string) => void;
}

export const SpanLineView = memo(function SpanLineView(props: Props): ReactElement {
  const { line, top, extent, selected, holds, onSelect, onToggle } = props;
  const { span, depth, children, open } = line;
  return (
    <div
      id={`span-${span.spanId}`}
      className={styles.line}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={children > 0 ? open : undefined}
      aria-selected={selected}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(span.spanId)}
    >
      <span className={styles.name} style={{ paddingLeft: Math.min(depth, 24) * 14 }}>
        {children > 0 ? (
          <button
            type="button"
            className={styles.toggle}
            tabIndex={-1}
            aria-label={open ? `Collapse ${span.name}` : `Expand ${span.name}`}
            data-open={open}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(span.spanId);
            }}
          />
        ) : (
          <span className={styles.toggle} data-leaf />
        )}
        <KindIcon kind={span.kind} />
        <span className={styles.text} data-bad={span.status === "error" || undefined} title={span.name}>
          {holds ? <mark>{span.name}</mark> : span.name}
        </span>
        {children > 0 && !open && <span className="muted">+{children}</span>}
      </span>
      <Bar line={line} extent={extent} />
      <span className={styles.duration}>{duration(span.durationMs)}</span>
    </div>
  );
});

function Bar({ line: { span }, extent }: { line: SpanLine; extent: Extent }): ReactElement {
  const left = ((millisOf(span.startedAt) - extent.start) / extent.length) * 100;
  const width = (span.durationMs / extent.length) * 100;
  const firstToken = span.timeToFirstTokenMs;
  return (
    <span className={styles.track}>
      <span
        className={styles.bar}
        data-bad={span.status === "error" || undefined}
        style={{ left: `${left}%`, width: `${width}%`, background: colorOf(span.kind) }}
      >
        {firstToken != null && span.durationMs > 0 && (
          <span
            className={styles.tick}
            title={`First token after ${duration(firstToken)}`}
            style={{ left: `${(firstToken / span.durationMs) * 100}%` }}
          />
        )}
      </span>
    </span>
  );
}

import type { SpanDetail } from "../../../api/types";

export interface SpanLine {
  span: SpanDetail;
  depth: number;
  children: number;
  open: boolean;
}

export interface SpanTree {
  roots: SpanDetail[];
  childrenOf: ReadonlyMap<string, SpanDetail[]>;
  parentOf: ReadonlyMap<string, string>;
}

/** A span whose parent is missing, itself, or below it stands as a root, so no span is ever hidden. */
export function spanTree(spans: SpanDetail[]): SpanTree {
  const known = new Set(spans.map((span) => span.spanId));
  const parentOf = new Map<string, string>();
  const childrenOf = new Map<string, SpanDetail[]>();
  const roots: SpanDetail[] = [];
  for (const span of spans) {
    const parent = span.parentSpanId;
    if (!parent || !known.has(parent)) {
      roots.push(span);
      continue;
    }
    const siblings = childrenOf.get(parent) ?? [];
    siblings.push(span);
    childrenOf.set(parent, siblings);
    parentOf.set(span.spanId, parent);
  }
  const reached = new Set<string>();
  for (const root of roots) reach(root, childrenOf, reached);
  for (const span of spans) {
    if (reached.has(span.spanId)) continue;
    const parent = parentOf.get(span.spanId) ?? "";
    childrenOf.set(parent, childrenOf.get(parent)?.filter((child) => child !== span) ?? []);
    parentOf.delete(span.spanId);
    roots.push(span);
    reach(span, childrenOf, reached);
  }
  return { roots, childrenOf, parentOf };
}

function reach(root: SpanDetail, childrenOf: Map<string, SpanDetail[]>, reached: Set<string>): void {
  const waiting = [root];
  for (let span = waiting.pop(); span; span = waiting.pop()) {
    reached.add(span.spanId);
    for (const child of childrenOf.get(span.spanId) ?? []) waiting.push(child);
  }
}

/** The tree from top to bottom as the reader sees it. */
export function visibleLines({ roots, childrenOf }: SpanTree, closed: ReadonlySet<string>): SpanLine[] {
  const lines: SpanLine[] = [];
  const waiting = roots.map((span) => ({ span, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { span, depth } = next;
    const children = childrenOf.get(span.spanId) ?? [];
    const open = !closed.has(span.spanId);
    lines.push({ span, depth, children: children.length, open });
    if (!open) continue;
    for (const child of children.toReversed()) waiting.push({ span: child, depth: depth + 1 });
  }
  return lines;
}

export interface Extent {
  start: number;
  length: number;
}

export function extentOf(spans: SpanDetail[]): Extent {
  let start = Infinity;
  let end = -Infinity;
  for (const span of spans) {
    const at = millisOf(span.startedAt);
    start = Math.min(start, at);
    end = Math.max(end, at + span.durationMs);
  }
  return { start, length: Math.max(end - start, 0.001) };
}

/** Milliseconds with the microseconds that Date leaves out. */
export function millisOf(at: string): number {
  const micros = /\.\d{3}(\d{1,6})/.exec(at)?.[1];
  return Date.parse(at) + (micros ? Number(`0.${micros}`) : 0);
}

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
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parentOf = new Map<string, string>();
  for (const span of spans) {
    const parent = span.parentSpanId;
    if (parent && byId.has(parent) && !leadsTo(parentOf, parent, span.spanId))
      parentOf.set(span.spanId, parent);
  }
  const roots: SpanDetail[] = [];
  const childrenOf = new Map<string, SpanDetail[]>();
  for (const span of spans) {
    const parent = parentOf.get(span.spanId);
    const siblings = parent === undefined ? roots : (childrenOf.get(parent) ?? []);
    siblings.push(span);
    if (parent !== undefined) childrenOf.set(parent, siblings);
  }
  return { roots, childrenOf, parentOf };
}

function leadsTo(parentOf: Map<string, string>, from: string, to: string): boolean {
  for (let at: string | undefined = from; at !== undefined; at = parentOf.get(at)) if (at === to) return true;
  return false;
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

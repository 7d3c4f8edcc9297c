import type { Artifact } from "../src/api/artifacts";
import type { Rollup, SpanDetail, TraceRow } from "../src/api/types";

export const traceRow = (change: Partial<TraceRow> = {}): TraceRow => ({
  traceId: "t1",
  cursor: "c1",
  name: "chat billing-sim-1",
  startedAt: "2026-11-23T10:06:39.123456Z",
  durationMs: 1234,
  status: "ok",
  spanCount: 1,
  generationCount: 1,
  failedSpanCount: 0,
  rootMissing: false,
  models: ["billing-sim-1"],
  providers: ["simulated"],
  tags: ["refund"],
  inputTokens: 600,
  outputTokens: 80,
  costPartial: false,
  simulated: false,
  ...change,
});

export const span = (change: Partial<SpanDetail> = {}): SpanDetail => ({
  traceId: "t1",
  spanId: "s1",
  name: "chat",
  kind: "generation",
  startedAt: "2026-11-23T10:06:39.123456Z",
  durationMs: 100,
  status: "ok",
  source: "gateway",
  simulated: false,
  ...change,
});

export const rollup = (change: Partial<Rollup> = {}): Rollup => ({
  id: "s1",
  traceCount: 2,
  failedCount: 0,
  sessionCount: 1,
  firstSeenAt: "2026-11-23T10:00:00Z",
  lastSeenAt: "2026-11-23T10:06:39Z",
  inputTokens: 10,
  outputTokens: 20,
  costPartial: false,
  ...change,
});

export const artifact = (change: Partial<Artifact> = {}): Artifact => ({
  id: "a1",
  kind: "prompt",
  name: "support/answer",
  tags: [],
  latest: 1,
  labels: {},
  favourite: false,
  createdAt: "2026-11-23T10:00:00Z",
  createdBy: "ada",
  updatedAt: "2026-11-23T10:00:00Z",
  ...change,
});

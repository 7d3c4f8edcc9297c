export interface Project {
  id: string;
  name: string;
  title?: string | null;
  createdAt: string;
}

export interface Session {
  user: { id: string; name: string; administrator: boolean };
  csrf: string;
  projects: Project[];
}

export interface Key {
  id: string;
  name: string;
  prefix: string;
  createdAt: string;
  createdBy: string;
  lastUsedAt?: string | null;
  revokedAt?: string | null;
}

export interface CreatedKey {
  key: string;
  item: Key;
}

export type Dialect = "openai" | "anthropic";

export interface Provider {
  name: string;
  dialect: Dialect;
  baseUrl: string;
  source: "environment" | "saved" | "built-in";
  simulated: boolean;
  keySet: boolean;
  keyHint?: string | null;
  createdAt?: string | null;
  isDefault: boolean;
}

export interface ProviderTest {
  outcome: "reachable" | "refused" | "unreachable";
  detail: string;
  durationMs: number;
  models?: string[] | null;
}

export type TraceStatus = "ok" | "error" | "running";

export interface TraceRow {
  traceId: string;
  cursor?: string | null;
  name: string;
  startedAt: string;
  durationMs: number;
  status: TraceStatus;
  errorKind?: string | null;
  spanCount: number;
  generationCount: number;
  models: string[];
  providers: string[];
  userId?: string | null;
  sessionId?: string | null;
  environment?: string | null;
  release?: string | null;
  tags: string[];
  inputTokens?: number | null;
  outputTokens?: number | null;
  cacheReadTokens?: number | null;
  reasoningTokens?: number | null;
  totalTokens?: number | null;
  costUsd?: number | null;
  timeToFirstTokenMs?: number | null;
  inputPreview?: string | null;
  outputPreview?: string | null;
  simulated: boolean;
}

export interface TracePage {
  items: TraceRow[];
  nextCursor?: string | null;
}

export interface TraceCount {
  count: number;
  failed: number;
  costUsd?: number | null;
  inputTokens: number;
  outputTokens: number;
  durationP50Ms?: number | null;
  durationP95Ms?: number | null;
}

export interface Facet {
  value: string;
  count: number;
}

export interface TraceFacets {
  models: Facet[];
  providers: Facet[];
  tags: Facet[];
  users: Facet[];
  environments: Facet[];
}

export interface ActivityBucket {
  startedAt: string;
  count: number;
  failed: number;
  costUsd?: number | null;
  durationP50Ms?: number | null;
  durationP95Ms?: number | null;
  inputTokens: number;
  outputTokens: number;
}

export interface Activity {
  bucketMs: number;
  buckets: ActivityBucket[];
}

export type SpanKind =
  "generation" | "embedding" | "tool" | "retrieval" | "agent" | "chain" | "guardrail" | "span";

export interface Usage {
  inputTokens?: number | null;
  outputTokens?: number | null;
  cacheReadTokens?: number | null;
  cacheWriteTokens?: number | null;
  reasoningTokens?: number | null;
  totalTokens?: number | null;
}

export interface SpanEvent {
  name: string;
  at: string;
  attributes?: Record<string, unknown> | null;
}

export interface SpanDetail {
  traceId: string;
  spanId: string;
  parentSpanId?: string | null;
  name: string;
  kind: SpanKind;
  startedAt: string;
  durationMs: number;
  timeToFirstTokenMs?: number | null;
  status: "ok" | "error";
  errorKind?: string | null;
  errorMessage?: string | null;
  provider?: string | null;
  requestModel?: string | null;
  responseModel?: string | null;
  parameters?: Record<string, unknown> | null;
  input?: unknown;
  output?: unknown;
  tools?: unknown[] | null;
  finishReasons?: string[] | null;
  usage?: Usage | null;
  costUsd?: number | null;
  priceVersion?: string | null;
  streaming?: boolean | null;
  userId?: string | null;
  sessionId?: string | null;
  environment?: string | null;
  release?: string | null;
  tags?: string[] | null;
  metadata?: Record<string, unknown> | null;
  requestId?: string | null;
  responseId?: string | null;
  scope?: string | null;
  source: "gateway" | "otlp";
  simulated: boolean;
  attributes?: Record<string, unknown> | null;
  resource?: Record<string, unknown> | null;
  events?: SpanEvent[] | null;
  contentOmitted?: boolean | null;
  truncated?: boolean | null;
  costUnknownBecause?: string | null;
}

export interface TraceDetail {
  trace: TraceRow;
  spans: SpanDetail[];
}

export type Part =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | { type: "tool_call"; id?: string | null; name: string; arguments: unknown }
  | { type: "tool_result"; id?: string | null; name?: string | null; result: unknown }
  | {
      type: "media";
      mediaType?: string | null;
      url?: string | null;
      reference?: string | null;
      bytes?: number | null;
      modality: "image" | "audio" | "video" | "document";
    }
  | { type: "data"; value: unknown };

export interface Message {
  role: string;
  parts: Part[];
  name?: string | null;
  finishReason?: string | null;
}

export interface System {
  version: string;
  startedAt: string;
  demo: boolean;
  publicUrl: string;
  gatewayUrls: { openai: string; anthropic: string; otlp: string };
  journal: { bytes: number; lagRecords: number; lagMs: number; oldestUnstoredAt?: string | null };
  store: { spans: number; bytes: number; ready: boolean; problem?: string | null };
}

import type { ServerEvent } from "../../api/serverEvents";
import type { SpanDetail } from "../../api/types";

export interface ToolCall {
  id?: string | null;
  name: string;
  arguments: unknown;
}

export interface ToolResult {
  id?: string | null;
  name?: string | null;
  result: unknown;
}

/** A model that could not answer, and why. */
export interface Attempt {
  provider?: string | null;
  model?: string | null;
  errorKind?: string | null;
  detail?: string | null;
}

/** Where an answer is not what its schema asks for. */
export interface Fault {
  at: string;
  detail: string;
}

/** One call of a model in a variant. */
export interface Turn {
  text: string;
  /** Who was asked before and could not answer. */
  attempts: Attempt[];
  calls: ToolCall[];
  /** What mocked tools said. */
  results: ToolResult[];
}

/** The figures of a variant that is done. */
export interface Figures {
  inputTokens?: number | null;
  outputTokens?: number | null;
  costUsd?: number | null;
  durationMs: number;
  timeToFirstTokenMs?: number | null;
}

/** What came of a variant so far. */
export interface Result {
  state: "asked" | "answering" | "finished" | "failed" | "stopped";
  provider?: string;
  model?: string;
  warnings: string[];
  /** What the model says now, or said last. */
  text: string;
  reasoning: string;
  turns: Turn[];
  structured?: unknown;
  structuredProblem?: string;
  /** Absent: no form was asked for. */
  valid?: boolean;
  faults: Fault[];
  openToolCalls: string[];
  figures?: Figures;
  traceId?: string;
  failure?: { detail: string; errors: { field: string; detail: string }[] };
}

export type Results = Record<string, Result>;

type Event =
  | { name: "started"; data: { variant: string; provider?: string; model: string; warnings: string[] } }
  | { name: "delta"; data: { variant: string; text: string; reasoning: boolean } }
  | {
      name: "turn";
      data: { variant: string; span: SpanDetail; attempts?: Attempt[]; toolResults: SaidMessage[] };
    }
  | { name: "finished"; data: Finished }
  | { name: "failed"; data: Failed };

interface SaidMessage {
  parts?: { type: string; [more: string]: unknown }[];
}

interface Finished extends Figures {
  variant: string;
  text: string;
  structured?: unknown;
  structuredProblem?: string | null;
  valid?: boolean | null;
  faults?: Fault[];
  traceId: string;
  openToolCalls: string[];
}

interface Failed {
  variant: string;
  detail: string;
  errors: { field: string; detail: string }[];
  traceId?: string | null;
}

export const asked = (): Result => ({
  state: "asked",
  warnings: [],
  text: "",
  reasoning: "",
  turns: [],
  faults: [],
  openToolCalls: [],
});

/** The results with what events of the stream add. */
export function withEvents(results: Results, events: readonly ServerEvent[]): Results {
  const next = { ...results };
  for (const event of events as readonly Event[]) {
    const result = next[event.data.variant];
    if (result) next[event.data.variant] = { ...result, ...changeOf(event, result) };
  }
  return next;
}

function changeOf(event: Event, { text, reasoning, turns }: Result): Partial<Result> {
  switch (event.name) {
    case "started": {
      const { provider, model, warnings } = event.data;
      return { state: "answering", provider, model, warnings };
    }
    case "delta": {
      const { text: more } = event.data;
      return event.data.reasoning ? { reasoning: reasoning + more } : { text: text + more };
    }
    case "turn": {
      const { span, toolResults, attempts = [] } = event.data;
      const turn = { text, attempts, calls: callsIn(span.output), results: resultsIn(toolResults) };
      const change = { turns: [...turns, turn], traceId: span.traceId };
      return turn.results.length > 0 ? { ...change, text: "" } : change;
    }
    case "finished": {
      const { variant: _variant, text: whole, structured, structuredProblem, ...rest } = event.data;
      const { traceId, openToolCalls, valid, faults = [], ...figures } = rest;
      return {
        state: "finished",
        text: whole,
        structured: structured ?? undefined,
        structuredProblem: structuredProblem ?? undefined,
        valid: valid ?? undefined,
        faults,
        traceId,
        openToolCalls,
        figures,
      };
    }
    case "failed": {
      const { detail, errors, traceId } = event.data;
      return { state: "failed", failure: { detail, errors }, ...(traceId ? { traceId } : {}) };
    }
  }
}

/** Nothing more will come: what is not done was stopped. */
export const ended = (results: Results): Results =>
  Object.fromEntries(
    Object.entries(results).map(([id, result]) => [
      id,
      result.state === "asked" || result.state === "answering" ? { ...result, state: "stopped" } : result,
    ]),
  );

const partsOf = (messages: unknown): { type: string; [more: string]: unknown }[] =>
  Array.isArray(messages) ? (messages as SaidMessage[]).flatMap(({ parts = [] }) => parts) : [];

const callsIn = (output: unknown): ToolCall[] =>
  partsOf(output)
    .filter(({ type }) => type === "tool_call")
    .map((part) => part as unknown as ToolCall);

const resultsIn = (messages: SaidMessage[]): ToolResult[] =>
  partsOf(messages)
    .filter(({ type }) => type === "tool_result")
    .map((part) => part as unknown as ToolResult);

import type { ReactNode } from "react";
import type { TraceMatch, TraceRow } from "../../../api/types";
import { count, duration } from "../../../components/format";
import { Money } from "../../../components/Money";
import { StatusDot } from "../../../components/StatusDot";
import { Tag } from "../../../components/Tag";
import { Timestamp } from "../../../components/Timestamp";
import { FoundText } from "./FoundText";
import { TraceName } from "./TraceName";

/** A row, and where the words that were looked for stand in it. */
export type FoundRow = TraceRow & { match?: TraceMatch };

export interface Column {
  id: string;
  title: string;
  /** Pixels at least. */
  width: number;
  /** The share of the room that is left. */
  grow?: number;
  numeric?: boolean;
  cell: (row: FoundRow) => ReactNode;
}

const ms = (value?: number | null): ReactNode => (value == null ? null : duration(value));
const tokens = (value?: number | null): ReactNode => (value == null ? null : count(value));

export const columns: Column[] = [
  { id: "time", title: "Time", width: 106, cell: (row) => <Timestamp at={row.startedAt} /> },
  {
    id: "name",
    title: "Name",
    width: 112,
    grow: 0.8,
    cell: (row) => <TraceName row={row} />,
  },
  {
    id: "status",
    title: "Status",
    width: 104,
    cell: (row) => (
      <StatusDot status={row.status} errorKind={row.errorKind} failedInside={row.failedSpanCount} />
    ),
  },
  { id: "input", title: "Input", width: 90, grow: 2, cell: (row) => contentOf(row, "input") },
  { id: "output", title: "Output", width: 90, grow: 2, cell: (row) => contentOf(row, "output") },
  { id: "model", title: "Model", width: 100, grow: 0.3, cell: (row) => row.models.join(", ") },
  { id: "duration", title: "Duration", width: 62, numeric: true, cell: (row) => ms(row.durationMs) },
  {
    id: "firstToken",
    title: "1st token",
    width: 58,
    numeric: true,
    cell: (row) => ms(row.timeToFirstTokenMs),
  },
  {
    id: "tokens",
    title: "Tokens in, out",
    width: 84,
    numeric: true,
    cell: (row) => (
      <>
        {tokens(row.inputTokens)} <span className="muted">/</span> {tokens(row.outputTokens)}
      </>
    ),
  },
  { id: "cost", title: "Cost", width: 66, numeric: true, cell: costOf },
  { id: "user", title: "User", width: 84, grow: 0.2, cell: (row) => row.userId },
  {
    id: "tags",
    title: "Tags",
    width: 78,
    grow: 0.3,
    cell: (row) => row.tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
  },
  { id: "session", title: "Session", width: 110, cell: (row) => row.sessionId },
  { id: "environment", title: "Environment", width: 96, cell: (row) => row.environment },
  { id: "release", title: "Release", width: 90, cell: (row) => row.release },
  { id: "app", title: "App", width: 96, cell: (row) => row.app },
  { id: "prompt", title: "Prompt", width: 120, cell: promptOf },
  { id: "provider", title: "Provider", width: 90, cell: (row) => row.providers.join(", ") },
  { id: "spans", title: "Spans", width: 54, numeric: true, cell: (row) => count(row.spanCount) },
  { id: "cached", title: "Cached", width: 60, numeric: true, cell: (row) => tokens(row.cacheReadTokens) },
  {
    id: "reasoning",
    title: "Reasoning",
    width: 66,
    numeric: true,
    cell: (row) => tokens(row.reasoningTokens),
  },
  { id: "id", title: "Trace id", width: 250, cell: (row) => <span className="mono">{row.traceId}</span> },
];

function contentOf({ match, inputPreview, outputPreview }: FoundRow, place: "input" | "output"): ReactNode {
  if (match?.place !== place) return place === "input" ? inputPreview : outputPreview;
  return <FoundText match={match} />;
}

function costOf(row: TraceRow): ReactNode {
  return <Money usd={row.costUsd} because={row.costUnknownBecause} partial={row.costPartial} />;
}

function promptOf({ promptName, promptVersion }: TraceRow): ReactNode {
  return promptVersion ? `${promptName ?? ""} ${promptVersion}` : promptName;
}

export const defaultColumns = "time,name,status,input,output,model,duration,firstToken,tokens,cost,user";

export function columnsOf(ids: string): Column[] {
  const chosen = new Set(ids.split(","));
  const found = columns.filter((column) => chosen.has(column.id));
  return found.length > 0 ? found : columnsOf(defaultColumns);
}

const gap = 12;
const padding = 16;

/** One grid for the head and every row, as wide as the columns need. */
export function gridOf(shown: Column[]): { tracks: string; width: number } {
  const tracks = shown.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`));
  const width = shown.reduce((sum, column) => sum + column.width + gap, 2 * padding - gap);
  return { tracks: tracks.join(" "), width };
}

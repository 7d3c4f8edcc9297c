/** How stet writes a conversation down; other content of a span is any JSON. */
export interface Message {
  role: string;
  parts: Part[];
  name?: string | null;
  finishReason?: string | null;
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

export function isMessages(value: unknown): value is Message[] {
  return Array.isArray(value) && value.length > 0 && value.every(isMessage);
}

function isMessage(value: unknown): value is Message {
  return (
    typeof value === "object" &&
    value !== null &&
    "role" in value &&
    typeof value.role === "string" &&
    "parts" in value &&
    Array.isArray(value.parts)
  );
}

/** Text that is one JSON object or list reads better as a tree. */
export function jsonIn(text: string): object | undefined {
  const start = text.trimStart()[0];
  if (start !== "{" && start !== "[") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export const isNothing = (value: unknown): boolean =>
  value == null || value === "" || (Array.isArray(value) && value.length === 0);

import type { Model } from "../../components/ModelField";
import type { TemplateFormat } from "../../components/editor/look";

export type Part =
  | { type: "text"; text: string }
  | { type: "image"; url?: string; variable?: string }
  | { type: string; [more: string]: unknown };

export interface SpokenMessage {
  role: string;
  content: string | Part[];
  name?: string;
  toolCalls?: unknown[];
  toolCallId?: string;
}

/** A message, a place where messages are put in, or a prompt whose messages are. */
export type Message = SpokenMessage | { placeholder: string } | { include: string };

export const variableTypes = ["string", "number", "boolean", "list", "object", "any"] as const;
export type VariableType = (typeof variableTypes)[number];

export interface Variable {
  type?: VariableType;
  default?: unknown;
  example?: unknown;
  description?: string;
  required?: boolean;
}

/** What a version of a prompt holds; the server checks the same. */
export interface PromptContent {
  type: "chat" | "text";
  templateFormat?: TemplateFormat;
  messages?: Message[];
  text?: string;
  variables?: Record<string, Variable>;
  missingVariables?: "error" | "warn";
  examples?: { name?: string; variables: Record<string, unknown>; output?: unknown }[];
  tools?: unknown[];
  toolChoice?: unknown;
  response?: { schema: unknown; name?: string; strict?: boolean };
  model?: Model;
  fallbacks?: Model[];
  metadata?: Record<string, unknown>;
}

export const starter: PromptContent = {
  type: "chat",
  templateFormat: "mustache",
  messages: [
    { role: "system", content: "" },
    { role: "user", content: "{{question}}" },
  ],
};

export const isSpoken = (message: Message): message is SpokenMessage => "role" in message;

/** Without what was emptied, so that the same content has the same digest. */
export function pruned(content: PromptContent): PromptContent {
  const kept = Object.entries(content).filter(
    ([, value]: [string, unknown]) =>
      value !== undefined && !(isPlain(value) && Object.keys(value as object).length === 0),
  );
  return Object.fromEntries(kept) as unknown as PromptContent;
}

const isPlain = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A prompt as a text that people compare: what is said first, then all the rest. */
export function textOf(content: unknown): string {
  const { type, messages = [], text, templateFormat = "mustache", ...rest } = content as PromptContent;
  const said =
    type === "text"
      ? [text ?? ""]
      : messages.map((message) =>
          isSpoken(message)
            ? `## ${[message.role, message.name].filter(Boolean).join(" ")}\n${written(message)}`
            : "placeholder" in message
              ? `## messages in ${message.placeholder}`
              : `## messages of ${message.include}`,
        );
  const others = { ...rest, ...(templateFormat === "mustache" ? {} : { templateFormat }) };
  return [...said, ...Object.entries(others).map(([name, value]) => `## ${name}\n${json(value)}`)].join(
    "\n\n",
  );
}

function written({ content, toolCalls, toolCallId }: SpokenMessage): string {
  const said = typeof content === "string" ? content : json(content);
  return [said, toolCalls && json(toolCalls), toolCallId].filter(Boolean).join("\n");
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

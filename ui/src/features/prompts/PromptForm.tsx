import { SegmentedControl, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement } from "react";
import { count } from "../../components/format";
import { Panel } from "../../components/Panel";
import { checkQuery, problemsAt } from "./check";
import { pruned, type PromptContent } from "./content";
import { Findings } from "./Findings";
import { JsonField } from "../../components/JsonField";
import { ModelField } from "../../components/ModelField";
import { MessageList } from "./MessageList";
import styles from "./PromptForm.module.css";
import { ToolsField } from "./ToolsField";
import { VariableTable } from "./VariableTable";

const CodeEditor = lazy(() => import("../../components/editor/CodeEditor"));

interface Props {
  project: string;
  name: string;
  content: PromptContent;
  onChange: (content: PromptContent) => void;
}

const formats = [
  { value: "mustache", label: "Mustache {{name}}" },
  { value: "jinja2", label: "Jinja2 {{ name }}" },
  { value: "f-string", label: "f-string {name}" },
] as const;

/** Everything a version of a prompt holds, checked while it is written. */
export function PromptForm({ project, name, content, onChange }: Props): ReactElement {
  const [settled] = useDebouncedValue(content, 400);
  const { data: checked } = useQuery(checkQuery(project, name, settled));
  const change = (part: Partial<PromptContent>) => onChange(pruned({ ...content, ...part }));
  const format = content.templateFormat ?? "mustache";
  return (
    <div className={styles.form}>
      <div className={styles.words}>
        <div className={styles.kinds}>
          <SegmentedControl
            aria-label="Type"
            data={[
              { value: "chat", label: "Chat" },
              { value: "text", label: "Text" },
            ]}
            value={content.type}
            onChange={(type) => onChange(typed(content, type === "text" ? "text" : "chat"))}
          />
          <Select
            aria-label="Template language"
            w={180}
            allowDeselect={false}
            data={[...formats]}
            value={format}
            onChange={(value) =>
              change({ templateFormat: formats.find((one) => one.value === value)?.value })
            }
          />
          {checked && checked.aboutTokens > 0 && (
            <span className="muted">about {count(checked.aboutTokens)} tokens</span>
          )}
          {checked && checked.includes.length > 0 && (
            <span className="muted">
              takes in {checked.includes.map(({ name: part, version }) => `${part} ${version}`).join(", ")}
            </span>
          )}
        </div>
        <Suspense>
          {content.type === "chat" ? (
            <MessageList
              project={project}
              messages={content.messages ?? []}
              format={format}
              checked={checked}
              onChange={(messages) => change({ messages })}
            />
          ) : (
            <CodeEditor
              label="Text"
              value={content.text ?? ""}
              language={format}
              problems={problemsAt(checked, "text")}
              onChange={(text) => change({ text })}
            />
          )}
        </Suspense>
        <Findings checked={checked} />
      </div>
      <div className={styles.settings}>
        <Panel title="Variables">
          <VariableTable
            declared={content.variables ?? {}}
            found={checked?.variables ?? []}
            onChange={(variables) => change({ variables })}
          />
          <Select
            mt="sm"
            label="When one is missing"
            allowDeselect={false}
            data={[
              { value: "error", label: "refuse to render" },
              { value: "warn", label: "leave it empty and warn" },
            ]}
            value={content.missingVariables ?? "error"}
            onChange={(value) => change({ missingVariables: value === "warn" ? "warn" : undefined })}
          />
        </Panel>
        <Panel title="Model">
          <ModelField project={project} model={content.model} onChange={(model) => change({ model })} />
          <JsonField
            label="Fallbacks, in order"
            placeholder='[{"name": "another-model"}]'
            value={content.fallbacks}
            onChange={(fallbacks) => change({ fallbacks: fallbacks as PromptContent["fallbacks"] })}
          />
        </Panel>
        <Panel title="Tools">
          <ToolsField project={project} tools={content.tools} onChange={(tools) => change({ tools })} />
        </Panel>
        <Panel title="Response">
          <JsonField
            label="JSON Schema of the answer"
            placeholder='{"schema": {"type": "object"}, "strict": true}'
            value={content.response}
            onChange={(response) => change({ response: response as PromptContent["response"] })}
          />
        </Panel>
        <Panel title="Examples and metadata">
          <JsonField
            label="Examples"
            placeholder='[{"variables": {"question": "…"}, "output": "…"}]'
            value={content.examples}
            onChange={(examples) => change({ examples: examples as PromptContent["examples"] })}
          />
          <JsonField
            label="Metadata"
            placeholder='{"owner": "support"}'
            value={content.metadata}
            onChange={(metadata) => change({ metadata: metadata as PromptContent["metadata"] })}
          />
        </Panel>
      </div>
    </div>
  );
}

/** The same words as a chat or as one text. */
export function typed(content: PromptContent, type: PromptContent["type"]): PromptContent {
  if (type === content.type) return content;
  const { messages = [], text = "", ...rest } = content;
  if (type === "chat") return { ...rest, type, messages: [{ role: "user", content: text }] };
  const said = messages.flatMap((message) =>
    "role" in message && typeof message.content === "string" ? [message.content] : [],
  );
  return { ...rest, type, text: said.join("\n\n") };
}

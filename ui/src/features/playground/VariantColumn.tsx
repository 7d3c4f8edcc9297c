import { ActionIcon, Button, Group } from "@mantine/core";
import { IconCopy, IconX } from "@tabler/icons-react";
import { lazy, Suspense, type ReactElement } from "react";
import { JsonField } from "../../components/JsonField";
import { ModelField } from "../../components/ModelField";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { problemsAt, type Checked } from "../prompts/check";
import { pruned, type PromptContent } from "../prompts/content";
import { Findings } from "../prompts/Findings";
import { MessageList } from "../prompts/MessageList";
import { ToolsField } from "../prompts/ToolsField";
import type { PlaygroundLinks } from "./PlaygroundPage";
import type { Result } from "./results";
import { isUnchanged, type Variant } from "./setup";
import styles from "./VariantColumn.module.css";
import { VariantResult } from "./VariantResult";

const CodeEditor = lazy(() => import("../../components/editor/CodeEditor"));

interface Props {
  project: string;
  variant: Variant;
  checked?: Checked;
  result?: Result;
  links: PlaygroundLinks;
  /** Whether only its answer is shown. */
  hidden: boolean;
  onChange: (variant: Variant) => void;
  onSave: () => void;
  onCopy?: () => void;
  onRemove?: () => void;
}

/** One variant: what is asked, and below what is answered. */
export function VariantColumn(props: Props): ReactElement {
  const { variant, result, links, hidden, onSave, onCopy, onRemove } = props;
  const { id, saved, content } = variant;
  return (
    <section className={styles.column} aria-label={`Variant ${id}`}>
      <header className={styles.header}>
        <Group gap={6} wrap="nowrap" miw={0}>
          <strong>{id}</strong>
          {saved ? (
            <span className={styles.name} title={`${saved.name}, version ${saved.version}`}>
              <TextLink
                href={links.hrefOfPrompt(saved.name, saved.version)}
                onClick={() => links.onPrompt(saved.name, saved.version)}
              >
                {saved.name} {saved.version}
              </TextLink>
            </span>
          ) : (
            <span className="muted">not saved</span>
          )}
          {saved && !isUnchanged(variant) && <Tag>changed</Tag>}
          {hidden && <span className="muted">{content.model?.name}</span>}
        </Group>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={onSave}>
            Save as version
          </Button>
          {onCopy && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Copy variant ${id}`}
              title="Copy this variant"
              onClick={onCopy}
            >
              <IconCopy size={14} />
            </ActionIcon>
          )}
          {onRemove && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={`Remove variant ${id}`}
              title="Remove this variant"
              onClick={onRemove}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </Group>
      </header>
      <div className={styles.asked} hidden={hidden}>
        <Asked {...props} />
      </div>
      <VariantResult result={result} links={links} />
    </section>
  );
}

function Asked({ project, variant, checked, onChange }: Props): ReactElement {
  const { content } = variant;
  const format = content.templateFormat ?? "mustache";
  const change = (part: Partial<PromptContent>) =>
    onChange({ ...variant, content: pruned({ ...content, ...part }) });
  return (
    <>
      <ModelField project={project} model={content.model} onChange={(model) => change({ model })} />
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
      <details className={styles.more}>
        <summary>Tools and form of the answer</summary>
        <ToolsField project={project} tools={content.tools} onChange={(tools) => change({ tools })} />
        <JsonField
          label="JSON Schema of the answer"
          placeholder='{"schema": {"type": "object"}, "strict": true}'
          value={content.response}
          onChange={(response) => change({ response: response as PromptContent["response"] })}
        />
      </details>
      <Findings checked={checked} />
    </>
  );
}

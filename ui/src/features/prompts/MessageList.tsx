import { ActionIcon, Button, Group, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import { lazy, useRef, type ReactElement, type ReactNode } from "react";
import type { TemplateFormat } from "../../components/editor/look";
import { problemsAt, type Checked } from "./check";
import { isSpoken, type Message, type Part, type SpokenMessage } from "./content";
import { JsonField } from "../../components/JsonField";
import { referenceTo, VersionPicker } from "../../components/VersionPicker";
import styles from "./MessageList.module.css";

const CodeEditor = lazy(() => import("../../components/editor/CodeEditor"));

const roles = ["system", "developer", "user", "assistant", "tool"];

interface Props {
  project: string;
  messages: Message[];
  format: TemplateFormat;
  checked?: Checked;
  onChange: (messages: Message[]) => void;
}

/** The messages of a chat in their order. */
export function MessageList({ project, messages, format, checked, onChange }: Props): ReactElement {
  const keys = useKeys(messages.length);
  const put = (at: number, message: Message) => onChange(messages.with(at, message));
  const add = (message: Message) => onChange([...messages, message]);
  const swap = (at: number) => {
    keys.swap(at);
    onChange(messages.toSpliced(at, 2, ...messages.slice(at, at + 2).reverse()));
  };
  const remove = (at: number) => {
    keys.remove(at);
    onChange(messages.toSpliced(at, 1));
  };
  return (
    <>
      {messages.map((message, at) => (
        <article key={keys.at(at)} className={styles.message} aria-label={`Message ${at + 1}`}>
          <header className={styles.header}>
            <Head message={message} onChange={(changed) => put(at, changed)} />
            <Group gap={2} wrap="nowrap">
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Move message ${at + 1} up`}
                disabled={at === 0}
                onClick={() => swap(at - 1)}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Move message ${at + 1} down`}
                disabled={at === messages.length - 1}
                onClick={() => swap(at)}
              >
                <IconArrowDown size={14} />
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={`Remove message ${at + 1}`}
                onClick={() => remove(at)}
              >
                <IconX size={14} />
              </ActionIcon>
            </Group>
          </header>
          {isSpoken(message) && (
            <Words
              label={`Message ${at + 1}, ${message.role}`}
              message={message}
              format={format}
              problems={problemsAt(checked, `messages[${at}]`)}
              onChange={(changed) => put(at, changed)}
            />
          )}
        </article>
      ))}
      <Group gap="xs">
        <Add onClick={() => add({ role: "user", content: "" })}>Message</Add>
        <Add onClick={() => add({ placeholder: "history" })}>Placeholder</Add>
        <VersionPicker
          project={project}
          kind="prompt"
          size="compact-sm"
          onPick={(name, reference) => add({ include: referenceTo(name, reference) })}
        >
          Include
        </VersionPicker>
      </Group>
    </>
  );
}

function Add({ onClick, children }: { onClick: () => void; children: ReactNode }): ReactElement {
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconPlus size={13} />} onClick={onClick}>
      {children}
    </Button>
  );
}

function Head({
  message,
  onChange,
}: {
  message: Message;
  onChange: (message: Message) => void;
}): ReactElement {
  if ("placeholder" in message)
    return (
      <Field label="Messages given as">
        <TextInput
          aria-label="Placeholder"
          value={message.placeholder}
          onChange={(event) => onChange({ placeholder: event.target.value })}
        />
      </Field>
    );
  if ("include" in message)
    return (
      <Field label="Messages of the prompt">
        <TextInput
          aria-label="Included prompt"
          placeholder="shared/tone@production"
          value={message.include}
          onChange={(event) => onChange({ include: event.target.value })}
        />
      </Field>
    );
  const isParts = Array.isArray(message.content);
  return (
    <Group gap={8}>
      <Select
        aria-label="Role"
        w={116}
        allowDeselect={false}
        data={roles.includes(message.role) ? roles : [...roles, message.role]}
        value={message.role}
        onChange={(role) => onChange({ ...message, role: role ?? message.role })}
      />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        title={isParts ? "Join the texts of all parts" : "For images, files and other parts"}
        onClick={() => onChange({ ...message, content: isParts ? joined(message) : split(message) })}
      >
        {isParts ? "As one text" : "As parts"}
      </Button>
    </Group>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <Group gap={8} wrap="nowrap">
      <span className="muted">{label}</span>
      {children}
    </Group>
  );
}

const split = ({ content }: SpokenMessage): Part[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : content;

const joined = ({ content }: SpokenMessage): string =>
  typeof content === "string"
    ? content
    : content
        .flatMap((part) => ("text" in part && typeof part.text === "string" ? [part.text] : []))
        .join("\n");

interface WordsProps {
  label: string;
  message: SpokenMessage;
  format: TemplateFormat;
  problems: ReturnType<typeof problemsAt>;
  onChange: (message: SpokenMessage) => void;
}

function Words({ label, message, format, problems, onChange }: WordsProps): ReactElement {
  const { content } = message;
  if (typeof content !== "string")
    return (
      <JsonField
        label={`${label}, parts`}
        placeholder='[{"type": "image", "variable": "photo"}]'
        value={content}
        onChange={(parts) => onChange({ ...message, content: Array.isArray(parts) ? (parts as Part[]) : [] })}
      />
    );
  return (
    <CodeEditor
      label={label}
      value={content}
      language={format}
      problems={problems}
      placeholder="What is said; {{name}} inserts a variable"
      onChange={(text) => onChange({ ...message, content: text })}
    />
  );
}

/** A lasting name for each of the messages, which have none themselves, so that an editor moves with its text. */
function useKeys(length: number) {
  const names = useRef<number[]>([]);
  const next = useRef(0);
  return {
    at: (index: number): number => {
      while (names.current.length < length) names.current.push(next.current++);
      return names.current[index] ?? index;
    },
    swap: (at: number): void => {
      names.current = names.current.toSpliced(at, 2, ...names.current.slice(at, at + 2).reverse());
    },
    remove: (at: number): void => {
      names.current = names.current.toSpliced(at, 1);
    },
  };
}

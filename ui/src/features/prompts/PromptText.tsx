import { lazy, Suspense, type ReactElement } from "react";
import { JsonTree } from "../../components/JsonTree";
import { isSpoken, type Message, type PromptContent } from "./content";
import styles from "./PromptText.module.css";

const CodeEditor = lazy(() => import("../../components/editor/CodeEditor"));

/** A version of a prompt to be read. */
export function PromptText({ content }: { content: PromptContent }): ReactElement {
  const { type, messages = [], text = "", templateFormat = "mustache", ...rest } = content;
  const said: { role: string; value: unknown }[] =
    type === "text"
      ? [{ role: "text", value: text }]
      : messages.map((one) => ({ role: roleOf(one), value: wordsOf(one) }));
  return (
    <div className={styles.prompt}>
      {said.map(({ role, value }, i) => (
        <section key={i} aria-label={`Message ${i + 1}`}>
          <div className="muted">{role}</div>
          {typeof value === "string" ? (
            <Suspense>
              <CodeEditor label={`Message ${i + 1}, ${role}`} value={value} language={templateFormat} />
            </Suspense>
          ) : (
            value !== undefined && <JsonTree value={value} />
          )}
        </section>
      ))}
      {Object.keys(rest).length > 0 && <JsonTree value={rest} depth={2} />}
    </div>
  );
}

const roleOf = (message: Message): string =>
  isSpoken(message)
    ? message.role
    : "placeholder" in message
      ? `messages given as ${message.placeholder}`
      : `messages of ${message.include}`;

const wordsOf = (message: Message): unknown => (isSpoken(message) ? message.content : undefined);

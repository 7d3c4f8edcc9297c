import type { ReactElement } from "react";
import { CopyButton } from "../../../components/CopyButton";
import type { Message } from "./content";
import type { Rendering } from "./ContentTab";
import styles from "./MessageView.module.css";
import { PartView } from "./PartView";

export function MessageView({
  message,
  rendering,
}: {
  message: Message;
  rendering: Rendering;
}): ReactElement {
  const odd =
    message.finishReason && !["stop", "end_turn", "tool_calls", "tool_use"].includes(message.finishReason);
  return (
    <article className={styles.message} data-role={message.role} aria-label={`${message.role} message`}>
      <header className={styles.header}>
        <span className={styles.role}>{message.role}</span>
        {message.name && <span className="muted">{message.name}</span>}
        {odd && <span className={styles.odd}>ended by {message.finishReason}</span>}
        <span className={styles.copy}>
          <CopyButton text={() => plainText(message)} what={`the ${message.role} message`} />
        </span>
      </header>
      <div className={styles.parts}>
        {message.parts.map((part, index) => (
          <PartView key={index} part={part} rendering={rendering} />
        ))}
      </div>
    </article>
  );
}

function plainText({ parts }: Message): string {
  return parts.map((part) => (part.type === "text" ? part.text : JSON.stringify(part, null, 2))).join("\n\n");
}

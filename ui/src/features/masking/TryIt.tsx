import { Button, Group, Textarea } from "@mantine/core";
import { useState, type ReactElement } from "react";
import type { MaskingRule } from "../../api/types";
import { CodeBlock } from "../../components/CodeBlock";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { contentOf } from "./rules";
import styles from "./TryIt.module.css";
import { useTryMasking } from "./queries";

/** A text in, what would be stored of it out. */
export function TryIt({ project, rules }: { project: string; rules: MaskingRule[] }): ReactElement {
  const [text, setText] = useState("");
  const { mutate, data, error, isPending } = useTryMasking(project);
  return (
    <Panel title="Try it">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ rules, content: contentOf(text) });
        }}
      >
        <Textarea
          label="Text or JSON"
          description="Nothing of it is kept. The rules above apply, saved or not"
          rows={5}
          resize="vertical"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Group mt="sm">
          <Button type="submit" variant="default" loading={isPending} disabled={text === ""}>
            Show what would be stored
          </Button>
        </Group>
      </form>
      {error && <ProblemPanel error={error} />}
      {data && (
        <div className={styles.outcome}>
          <div className={styles.hits}>
            {Object.keys(data.hits).length === 0 && <span className="muted">No rule applies.</span>}
            {Object.entries(data.hits).map(([name, times]) => (
              <Tag key={name}>
                {name}: {times}
              </Tag>
            ))}
          </div>
          <CodeBlock code={shown(data.content)} what="what would be stored" />
          {data.cut != null && <CodeBlock code={JSON.stringify(data.cut, null, 2)} what="what is cut off" />}
        </div>
      )}
    </Panel>
  );
}

const shown = (content: unknown): string =>
  content == null ? "nothing" : typeof content === "string" ? content : JSON.stringify(content, null, 2);

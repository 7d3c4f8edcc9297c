import { Textarea } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../components/Panel";
import type { Results } from "./results";
import { toolsIn, type Variant } from "./setup";

interface Props {
  variants: readonly Variant[];
  results: Results;
  replies: Record<string, string>;
  onChange: (replies: Record<string, string>) => void;
}

/** What tools answer here: nothing real is called. */
export function ToolReplies({ variants, results, replies, onChange }: Props): ReactElement | null {
  const offered = variants.flatMap(({ content }) => toolsIn(content));
  const wanted = Object.values(results).flatMap(({ openToolCalls }) => openToolCalls);
  const names = [...new Set([...offered, ...wanted])];
  if (names.length === 0) return null;
  return (
    <Panel title="Tools, mocked">
      <p className="muted">
        No real tool is called. A tool answers what stands here; without an answer the variant ends with its
        call shown.
      </p>
      {names.map((name) => (
        <Textarea
          key={name}
          label={<span className="mono">{name}</span>}
          aria-label={`Answer of ${name}`}
          placeholder='no answer, or as {"status": "paid"}'
          autosize
          minRows={1}
          maxRows={8}
          mt={6}
          value={replies[name] ?? ""}
          onChange={(event) => onChange({ ...replies, [name]: event.target.value })}
        />
      ))}
    </Panel>
  );
}

import type { ReactElement } from "react";
import { JsonField } from "../../components/JsonField";

interface Props {
  content: unknown;
  onChange: (content: unknown) => void;
}

/** A tool as JSON: what a model is told of it. */
export function ToolForm({ content, onChange }: Props): ReactElement {
  return (
    <>
      <p className="muted">
        A name, a description that tells a model when to ask for it, and the JSON Schema of its parameters.
      </p>
      <JsonField label="Tool" value={content} onChange={(value) => value !== undefined && onChange(value)} />
    </>
  );
}

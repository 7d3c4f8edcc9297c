import type { ReactElement } from "react";
import type { Kind } from "../../api/artifacts";
import { JsonField } from "../../components/JsonField";
import { wordsOf } from "./kinds";

interface Props {
  kind: Kind;
  content: unknown;
  onChange: (content: unknown) => void;
}

/** The content of an artifact as JSON, with a word on what it holds. */
export function JsonForm({ kind, content, onChange }: Props): ReactElement {
  const { one, holds } = wordsOf[kind];
  return (
    <>
      <p className="muted">{holds}</p>
      <JsonField
        label={one.charAt(0).toUpperCase() + one.slice(1)}
        value={content}
        onChange={(value) => value !== undefined && onChange(value)}
      />
    </>
  );
}

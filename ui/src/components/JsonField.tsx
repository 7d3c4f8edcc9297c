import { Input } from "@mantine/core";
import { lazy, Suspense, useState, type ReactElement } from "react";

const CodeEditor = lazy(() => import("./editor/CodeEditor"));

interface Props {
  label: string;
  placeholder?: string;
  /** Absent: nothing. */
  value: unknown;
  onChange: (value: unknown) => void;
}

const written = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value, null, 2));

/** A value as JSON; what is no JSON yet is kept while it is typed. */
export function JsonField({ label, placeholder, value, onChange }: Props): ReactElement {
  const [text, setText] = useState(() => written(value));
  const [known, setKnown] = useState(value);
  if (known !== value && written(known) !== written(value)) {
    setKnown(value);
    setText(written(value));
  }
  const parsed = parse(text);
  const change = (typed: string) => {
    setText(typed);
    const next = parse(typed);
    if (!next.problem) {
      setKnown(next.value);
      onChange(next.value);
    }
  };
  return (
    <Input.Wrapper label={label} size="xs" mt={8}>
      <Suspense>
        <CodeEditor
          label={label}
          value={text}
          language="json"
          placeholder={placeholder}
          problems={parsed.problem ? [{ message: parsed.problem, severity: "error" }] : []}
          onChange={change}
        />
      </Suspense>
      {parsed.problem && <Input.Error mt={4}>{parsed.problem}</Input.Error>}
    </Input.Wrapper>
  );
}

function parse(text: string): { value?: unknown; problem?: string } {
  if (text.trim() === "") return {};
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof Error ? `No JSON: ${error.message}` : "This is no JSON." };
  }
}

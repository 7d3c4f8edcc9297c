import { TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { FilterPopover } from "./FilterPopover";

interface Props {
  name: string;
  value?: string;
  placeholder?: string;
  /** In characters. */
  width?: number;
  onChange: (value?: string) => void;
}

export function TextFilter({ name, value, placeholder, width, onChange }: Props): ReactElement {
  const [text, setText] = useState(value ?? "");
  return (
    <FilterPopover name={name} value={value} onClear={() => onChange(undefined)}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onChange(text.trim() || undefined);
            close();
          }}
        >
          <TextInput
            data-autofocus
            aria-label={name}
            placeholder={placeholder ?? `${name} id, then Enter`}
            style={width === undefined ? undefined : { width: `${width}ch` }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </form>
      )}
    </FilterPopover>
  );
}

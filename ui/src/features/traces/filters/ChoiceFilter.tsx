import { Checkbox, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { shortCount } from "../../../components/format";
import styles from "./ChoiceFilter.module.css";
import { FilterPopover } from "./FilterPopover";

interface Props {
  name: string;
  options?: { value: string; count?: number }[];
  chosen: string[];
  single?: boolean;
  /** A value that is not offered may be typed. */
  free?: boolean;
  onChange: (chosen: string[]) => void;
}

export function ChoiceFilter({
  name,
  options = [],
  chosen,
  single = false,
  free = false,
  onChange,
}: Props): ReactElement {
  const [typed, setTyped] = useState("");
  const offered = [
    ...chosen
      .filter((value) => !options.some((option) => option.value === value))
      .map((value) => ({ value, count: undefined })),
    ...options,
  ].filter((option) => option.value.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (value: string) => {
    if (chosen.includes(value)) onChange(chosen.filter((other) => other !== value));
    else onChange(single ? [value] : [...chosen, value]);
  };
  return (
    <FilterPopover
      name={name}
      value={chosen.length > 0 ? chosen.join(", ") : undefined}
      onClear={() => onChange([])}
    >
      {(close) => (
        <form
          className={styles.choices}
          onSubmit={(event) => {
            event.preventDefault();
            if (free && typed) onChange([typed]);
            else if (offered[0]) toggle(offered[0].value);
            close();
          }}
        >
          {(free || options.length > 8) && (
            <TextInput
              data-autofocus
              aria-label={`Find ${name.toLowerCase()}`}
              placeholder={free ? "Type or choose" : "Find"}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          <div className={styles.options}>
            {offered.map((option) => (
              <label key={option.value} className={styles.option}>
                <Checkbox checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
                <span className={styles.name}>{option.value}</span>
                {option.count !== undefined && <span className="muted">{shortCount(option.count)}</span>}
              </label>
            ))}
            {offered.length === 0 && <span className="muted">None in this time range</span>}
          </div>
        </form>
      )}
    </FilterPopover>
  );
}

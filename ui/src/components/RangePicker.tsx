import { Button, Popover, TextInput } from "@mantine/core";
import { IconChevronDown, IconClock } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import { localTime } from "./format";
import styles from "./RangePicker.module.css";
import { defaultRange, presets, type Preset, type TimeRange } from "./timeRange";

interface Props {
  value: TimeRange;
  onChange: (range: TimeRange) => void;
  withAll?: boolean;
}

export function RangePicker({ value, onChange, withAll = false }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  const choose = (range: TimeRange) => {
    onChange(range);
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconClock size={14} />}
          rightSection={<IconChevronDown size={12} />}
          onClick={() => setOpen(!open)}
          aria-label={`Time range: ${labelOf(value)}`}
        >
          {labelOf(value)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <div className={styles.presets}>
          {Object.entries(presets).map(([key, preset]) => (
            <button
              key={key}
              type="button"
              className={styles.preset}
              aria-pressed={!value.from && !value.to && (value.range ?? defaultRange) === key}
              onClick={() => choose({ range: key as Preset })}
            >
              {preset.label}
            </button>
          ))}
          {withAll && (
            <button
              type="button"
              className={styles.preset}
              aria-pressed={value.range === "all"}
              onClick={() => choose({ range: "all" })}
            >
              All time
            </button>
          )}
        </div>
        <Absolute value={value} onApply={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Absolute({
  value,
  onApply,
}: {
  value: TimeRange;
  onApply: (range: TimeRange) => void;
}): ReactElement {
  const [from, setFrom] = useState(toInput(value.from));
  const [to, setTo] = useState(toInput(value.to));
  const backwards = from !== "" && to !== "" && from >= to;
  return (
    <form
      className={styles.absolute}
      onSubmit={(event) => {
        event.preventDefault();
        onApply({ from: fromInput(from), to: fromInput(to) });
      }}
    >
      <TextInput
        type="datetime-local"
        step={1}
        label="From"
        value={from}
        onChange={(e) => setFrom(e.target.value)}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label="To"
        value={to}
        onChange={(e) => setTo(e.target.value)}
        error={backwards && "Must be after the start"}
      />
      <span className="muted">Times in {Intl.DateTimeFormat().resolvedOptions().timeZone}</span>
      <Button type="submit" disabled={backwards || (from === "" && to === "")}>
        Apply
      </Button>
    </form>
  );
}

function labelOf({ range, from, to }: TimeRange): string {
  if (from && to) return `${localTime(from)} – ${localTime(to)}`;
  if (from) return `Since ${localTime(from)}`;
  if (to) return `Until ${localTime(to)}`;
  return range === "all" ? "All time" : presets[range ?? defaultRange].label;
}

function toInput(at?: string): string {
  if (!at) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

const fromInput = (text: string): string | undefined =>
  text === "" ? undefined : new Date(text).toISOString();

import { Button, Group, NumberInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { FilterPopover } from "./FilterPopover";

interface Props {
  name: string;
  unit: string;
  min?: number;
  max?: number;
  onChange: (min?: number, max?: number) => void;
}

type Typed = number | string;

export function BoundsFilter({ name, unit, min, max, onChange }: Props): ReactElement {
  const [from, setFrom] = useState<Typed>(min ?? "");
  const [to, setTo] = useState<Typed>(max ?? "");
  return (
    <FilterPopover name={name} value={wordsOf(min, max, unit)} onClear={() => onChange()}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onChange(numberOf(from), numberOf(to));
            close();
          }}
        >
          <Group gap={8} align="end" wrap="nowrap">
            <NumberInput
              data-autofocus
              w={110}
              label={`At least (${unit})`}
              min={0}
              hideControls
              value={from}
              onChange={setFrom}
            />
            <NumberInput
              w={110}
              label={`At most (${unit})`}
              min={0}
              hideControls
              value={to}
              onChange={setTo}
            />
            <Button type="submit">Apply</Button>
          </Group>
        </form>
      )}
    </FilterPopover>
  );
}

const numberOf = (typed: Typed): number | undefined => (typed === "" ? undefined : Number(typed));

function wordsOf(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  if (min !== undefined && max !== undefined) return `${min}–${max} ${unit}`;
  if (min !== undefined) return `≥ ${min} ${unit}`;
  if (max !== undefined) return `≤ ${max} ${unit}`;
  return undefined;
}

import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactElement } from "react";

interface Props {
  name: string;
  value?: string;
  onClear: () => void;
}

/** A filter that was set by choosing a value in a list; shown so that it can be taken away. */
export function PickedFilter({ name, value, onClear }: Props): ReactElement | null {
  if (value === undefined) return null;
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant="light"
      rightSection={<IconX size={12} />}
      aria-label={`Clear ${name}: ${value}`}
      title={value}
      maw={340}
      onClick={onClear}
    >
      {name}: {value}
    </Button>
  );
}

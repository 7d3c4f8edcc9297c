import { ActionIcon, Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { copyText } from "./copy";

interface Props {
  text: string | (() => string);
  what: string;
  label?: string;
}

export function CopyButton({ text, what, label }: Props): ReactElement {
  const copy = () => void copyText(typeof text === "string" ? text : text(), what);
  if (label)
    return (
      <Button size="compact-xs" variant="default" leftSection={<IconCopy size={13} />} onClick={copy}>
        {label}
      </Button>
    );
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      onClick={copy}
    >
      <IconCopy size={14} />
    </ActionIcon>
  );
}

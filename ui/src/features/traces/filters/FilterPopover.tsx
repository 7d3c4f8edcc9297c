import { Popover } from "@mantine/core";
import { IconChevronDown, IconX } from "@tabler/icons-react";
import { useState, type ReactElement, type ReactNode } from "react";
import styles from "./FilterPopover.module.css";

interface Props {
  name: string;
  value?: string;
  onClear: () => void;
  children: (close: () => void) => ReactNode;
}

export function FilterPopover({ name, value, onClear, children }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <span className={styles.pill} data-active={value !== undefined}>
        <Popover.Target>
          <button type="button" className={styles.open} onClick={() => setOpen(!open)}>
            {name}
            {value === undefined ? (
              <IconChevronDown size={11} aria-hidden />
            ) : (
              <span className={styles.value}>{value}</span>
            )}
          </button>
        </Popover.Target>
        {value !== undefined && (
          <button type="button" className={styles.clear} aria-label={`Clear ${name}`} onClick={onClear}>
            <IconX size={11} aria-hidden />
          </button>
        )}
      </span>
      <Popover.Dropdown p={8}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}

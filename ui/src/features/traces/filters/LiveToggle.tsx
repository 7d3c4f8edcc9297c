import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import styles from "./FilterBar.module.css";

interface Props {
  on: boolean;
  paused: boolean;
  possible: boolean;
  onChange: (on: boolean) => void;
}

export function LiveToggle({ on, paused, possible, onChange }: Props): ReactElement {
  const words = on ? (paused ? "Live, paused" : "Live") : "Live";
  const why = !possible
    ? "A range that ends in the past cannot be live"
    : paused
      ? "Scroll to the top to continue"
      : "Show new traces as they arrive";
  return (
    <Button
      variant={on ? "light" : "default"}
      aria-pressed={on}
      disabled={!possible}
      title={why}
      leftSection={<span className={styles.pulse} data-on={on && !paused} aria-hidden />}
      onClick={() => onChange(!on)}
    >
      {words}
    </Button>
  );
}

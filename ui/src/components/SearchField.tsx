import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, type ReactElement } from "react";
import styles from "./SearchField.module.css";
import { useShortcuts } from "./shortcuts";

const pause = 350;

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
}

/** Searches when typing pauses; follows the URL when that changes by other means. */
export function SearchField({ label, placeholder, value, onChange }: Props): ReactElement {
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcuts({ "/": () => field.current?.focus() });
  useEffect(() => {
    if (value !== sent.current && field.current) field.current.value = value;
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = () => {
    clearTimeout(timer.current);
    const text = field.current?.value ?? "";
    if (text === sent.current) return;
    sent.current = text;
    onChange(text);
  };
  return (
    <TextInput
      ref={field}
      className={styles.search}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={14} />}
      rightSection={<kbd className={styles.key}>/</kbd>}
      defaultValue={value}
      onChange={() => {
        clearTimeout(timer.current);
        timer.current = setTimeout(send, pause);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") send();
        if (event.key === "Escape") event.currentTarget.blur();
      }}
    />
  );
}

import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun, IconSunMoon } from "@tabler/icons-react";
import type { ReactElement } from "react";
import styles from "./Rail.module.css";

const schemes: Record<MantineColorScheme, { icon: typeof IconSun; words: string; next: MantineColorScheme }> =
  {
    auto: { icon: IconSunMoon, words: "Theme: auto", next: "light" },
    light: { icon: IconSun, words: "Theme: light", next: "dark" },
    dark: { icon: IconMoon, words: "Theme: dark", next: "auto" },
  };

export function ThemeToggle(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { icon: Icon, words, next } = schemes[colorScheme];
  return (
    <button type="button" className={styles.item} onClick={() => setColorScheme(next)} aria-label={words}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={styles.label}>{words}</span>
    </button>
  );
}

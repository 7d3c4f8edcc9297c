import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const pencil: MantineColorsTuple = [
  "#eef3ff",
  "#dbe5fb",
  "#b5c8f5",
  "#8ca9ef",
  "#6a8fea",
  "#426bd8",
  "#2b59c3",
  "#234ba8",
  "#1c3e8d",
  "#143072",
];

const ink: MantineColorsTuple = [
  "#d6d5d2",
  "#b9b8b5",
  "#9b9a98",
  "#75757a",
  "#3b3c42",
  "#303137",
  "#232429",
  "#1b1c20",
  "#151619",
  "#0f1012",
];

export const theme = createTheme({
  primaryColor: "pencil",
  primaryShade: { light: 6, dark: 5 },
  colors: { pencil, dark: ink },
  white: "#ffffff",
  black: "#1d1d1f",
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "16px" },
  fontFamily: '-apple-system, "Segoe UI", Inter, Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", "Liberation Mono", monospace',
  fontSizes: { xs: "11.5px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  headings: { fontWeight: "600", sizes: { h1: { fontSize: "18px" }, h2: { fontSize: "15px" } } },
  components: {
    Button: { defaultProps: { size: "xs" }, styles: { root: { fontWeight: 500 } } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" }, styles: { root: { background: "var(--hover)" } } },
    Checkbox: { defaultProps: { size: "xs" } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 80 },
      },
      styles: {
        content: { background: "var(--surface)", border: "1px solid var(--line)" },
        header: { background: "var(--surface)" },
        title: { fontWeight: 600, fontSize: "15px" },
      },
    },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 60 } } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 60 } } },
  },
});

const light = {
  "--paper": "#fbfaf8",
  "--surface": "#ffffff",
  "--rail": "#f4f2ee",
  "--line": "#e4e1db",
  "--line-strong": "#cfcbc3",
  "--hover": "#f3f1ec",
  "--selected": "#e7eefc",
  "--text": "#1d1d1f",
  "--muted": "#66635d",
  "--accent": "#2b59c3",
  "--accent-soft": "#e7eefc",
  "--good": "#2a7d4f",
  "--bad": "#bf3428",
  "--bad-soft": "#fbeae7",
  "--warn": "#8f5c00",
  "--warn-soft": "#fbf0d9",
  "--kind-generation": "#2b59c3",
  "--kind-tool": "#8f5c00",
  "--kind-retrieval": "#15737d",
  "--kind-agent": "#7443a8",
  "--kind-guardrail": "#a03a6b",
  "--kind-span": "#716d66",
};

const dark: typeof light = {
  "--paper": "#151619",
  "--surface": "#1b1c20",
  "--rail": "#111214",
  "--line": "#2b2c31",
  "--line-strong": "#3e4047",
  "--hover": "#222328",
  "--selected": "#222d47",
  "--text": "#e6e4e0",
  "--muted": "#a09e99",
  "--accent": "#8caef5",
  "--accent-soft": "#222d47",
  "--good": "#63b98a",
  "--bad": "#f08a7e",
  "--bad-soft": "#3a2220",
  "--warn": "#dfb05c",
  "--warn-soft": "#362c18",
  "--kind-generation": "#7fa3f2",
  "--kind-tool": "#dfb05c",
  "--kind-retrieval": "#5cb9c2",
  "--kind-agent": "#bb93e6",
  "--kind-guardrail": "#e08cb4",
  "--kind-span": "#9a978f",
};

const mantine = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--text)",
  "--mantine-color-dimmed": "var(--muted)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-placeholder": "var(--muted)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-pencil-light": "var(--accent-soft)",
  "--mantine-color-pencil-light-hover": "var(--selected)",
  "--mantine-color-pencil-light-color": "var(--accent)",
  "--tab-border-color": "var(--line)",
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: { "--row": "32px" },
  light: { ...light, ...mantine },
  dark: { ...dark, ...mantine },
});

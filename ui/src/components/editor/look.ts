import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import {
  EditorView,
  MatchDecorator,
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** How every editor looks: the page's own colours, so that light and dark need nothing more. */
export const look: Extension = [
  EditorView.theme({
    "&": { backgroundColor: "var(--surface)", color: "var(--text)", fontSize: "12.5px" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.55" },
    ".cm-content": { caretColor: "var(--text)", padding: "6px 0" },
    ".cm-gutters": {
      backgroundColor: "var(--surface)",
      color: "var(--muted)",
      border: "none",
      opacity: "0.75",
    },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
    "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
      backgroundColor: "var(--selected)",
    },
    ".cm-placeholder": { color: "var(--muted)" },
    ".cm-tooltip": {
      backgroundColor: "var(--surface)",
      color: "var(--text)",
      border: "1px solid var(--line-strong)",
      borderRadius: "5px",
    },
    ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
    ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
    ".cm-template": { color: "var(--kind-agent)", fontWeight: "600" },
    ".cm-collapsedLines": {
      background: "var(--hover)",
      color: "var(--muted)",
    },
    ".cm-changedLine, .cm-insertedLine": {
      backgroundColor: "color-mix(in srgb, var(--good) 12%, transparent)",
    },
    ".cm-deletedChunk, &.cm-merge-a .cm-changedLine": {
      backgroundColor: "color-mix(in srgb, var(--bad) 12%, transparent)",
    },
    ".cm-changedText, .cm-insertedLine .cm-changedText": {
      background: "color-mix(in srgb, var(--good) 30%, transparent)",
    },
    ".cm-deletedText, &.cm-merge-a .cm-changedText": {
      background: "color-mix(in srgb, var(--bad) 30%, transparent)",
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: "var(--accent)" },
      { tag: tags.string, color: "var(--good)" },
      { tag: [tags.number, tags.bool, tags.null], color: "var(--warn)" },
    ]),
  ),
  EditorView.lineWrapping,
];

export type TemplateFormat = "mustache" | "jinja2" | "f-string";

const inserted: Record<TemplateFormat, RegExp> = {
  mustache: /\{\{\{?[^}]*\}\}\}?/g,
  jinja2: /\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/g,
  "f-string": /\{\{|\}\}|\{[^{}]*\}/g,
};

/** Sets what a template inserts apart from its text. */
export function insertions(format: TemplateFormat): Extension {
  const matcher = new MatchDecorator({
    regexp: inserted[format],
    decoration: Decoration.mark({ class: "cm-template" }),
  });
  return ViewPlugin.define(
    (view) => {
      const plugin: { decorations: DecorationSet; update: (update: ViewUpdate) => void } = {
        decorations: matcher.createDeco(view),
        update: (update) => {
          plugin.decorations = matcher.updateDeco(update, plugin.decorations);
        },
      };
      return plugin;
    },
    { decorations: ({ decorations }) => decorations },
  );
}

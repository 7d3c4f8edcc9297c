import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";

/** Something wrong in a text; lines and columns count from 1. */
export interface EditorProblem {
  line?: number | null;
  column?: number | null;
  message: string;
  severity: "error" | "warning";
}

/** Problems as marks in the text; one without a place, or with one that is no more, is at the nearest there is. */
export function diagnosticsOf(text: Text, problems: readonly EditorProblem[]): Diagnostic[] {
  return problems.map(({ line, column, message, severity }) => {
    const at = text.line(Math.min(Math.max(line ?? 1, 1), text.lines));
    const from = Math.min(at.from + Math.max((column ?? 1) - 1, 0), at.to);
    return { from, to: column == null ? at.to : Math.min(from + 1, at.to), message, severity };
  });
}

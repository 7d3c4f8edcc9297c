import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers, placeholder as placeholderText } from "@codemirror/view";
import { useEffect, useRef, type ReactElement } from "react";
import styles from "./CodeEditor.module.css";
import { insertions, look, type TemplateFormat } from "./look";
import { diagnosticsOf, type EditorProblem } from "./problems";

export interface CodeEditorProps {
  label: string;
  value: string;
  language: TemplateFormat | "json" | "text";
  /** Absent: it can only be read. */
  onChange?: (text: string) => void;
  problems?: readonly EditorProblem[];
  placeholder?: string;
}

const languageOf = (language: CodeEditorProps["language"]) =>
  language === "json" ? json() : language === "text" ? [] : insertions(language);

/** A text with line numbers, colours, undo, and problems at their lines. Tab leaves it, as it leaves any field. */
export default function CodeEditor(props: CodeEditorProps): ReactElement {
  const { label, value, language, onChange, problems, placeholder = "" } = props;
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const spoken = useRef(new Compartment());
  const changed = useRef(onChange);
  const first = useRef({ value, language, label, placeholder, readOnly: onChange === undefined });
  useEffect(() => {
    changed.current = onChange;
  });

  useEffect(() => {
    if (!frame.current) return undefined;
    const start = first.current;
    const made = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          placeholderText(start.placeholder),
          look,
          spoken.current.of(languageOf(start.language)),
          EditorState.readOnly.of(start.readOnly),
          EditorView.editable.of(!start.readOnly),
          EditorView.contentAttributes.of({ "aria-label": start.label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: spoken.current.reconfigure(languageOf(language)) });
  }, [language]);

  useEffect(() => {
    const now = view.current;
    if (now && now.state.doc.toString() !== value)
      now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const now = view.current;
    if (now) now.dispatch(setDiagnostics(now.state, diagnosticsOf(now.state.doc, problems ?? [])));
  }, [problems]);

  return <div ref={frame} className={styles.editor} />;
}

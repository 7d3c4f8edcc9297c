import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef, type ReactElement } from "react";
import { look } from "./look";
import styles from "./TextDiff.module.css";

export interface TextDiffProps {
  before: string;
  after: string;
  /** What each text is, for those who cannot see which side it is on. */
  labels: [string, string];
  layout: "side" | "inline";
}

const collapseUnchanged = { margin: 3, minSize: 6 };

/** Two texts and what differs, beside each other or as one. */
export default function TextDiff({ before, after, labels, layout }: TextDiffProps): ReactElement {
  const frame = useRef<HTMLDivElement>(null);
  const [beforeLabel, afterLabel] = labels;
  useEffect(() => {
    const parent = frame.current;
    if (!parent) return undefined;
    const read = (label: string) => [
      lineNumbers(),
      look,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    ];
    const shown =
      layout === "side"
        ? new MergeView({
            a: { doc: before, extensions: read(beforeLabel) },
            b: { doc: after, extensions: read(afterLabel) },
            parent,
            collapseUnchanged,
          })
        : new EditorView({
            doc: after,
            extensions: [
              read(afterLabel),
              unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged }),
            ],
            parent,
          });
    return () => shown.destroy();
  }, [before, after, beforeLabel, afterLabel, layout]);
  return <div ref={frame} className={styles.diff} />;
}

import { Kbd, Modal } from "@mantine/core";
import type { ReactElement } from "react";
import styles from "./KeyboardHelp.module.css";

const groups: { title: string; keys: [string, string][] }[] = [
  {
    title: "Everywhere",
    keys: [
      ["?", "this help"],
      ["Ctrl K", "find a page, a prompt, a project, a trace"],
      ["g h", "go to home"],
      ["g t", "go to traces"],
      ["g k", "go to keys"],
      ["g p", "go to providers"],
      ["Esc", "close, or go back"],
    ],
  },
  {
    title: "Traces",
    keys: [
      ["/", "search"],
      ["j", "next trace"],
      ["k", "previous trace"],
      ["Enter", "open the trace"],
      ["x", "copy the trace id"],
    ],
  },
  {
    title: "One trace",
    keys: [
      ["j", "next span"],
      ["k", "previous span"],
      ["←", "collapse, or go to the parent"],
      ["→", "expand, or go to the first child"],
      ["]", "next trace of the list"],
      ["[", "previous trace of the list"],
      ["u", "back to the list"],
    ],
  },
  {
    title: "Playground",
    keys: [["Ctrl Enter", "run all variants"]],
  },
];

export function KeyboardHelp({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Modal opened onClose={onClose} title="Keyboard" size="lg">
      <div className={styles.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, words]) => (
                <div key={key} className={styles.key}>
                  <dt>
                    {key.split(" ").map((one) => (
                      <Kbd key={one} size="xs">
                        {one}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

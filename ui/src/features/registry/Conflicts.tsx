import { Button, Group, SegmentedControl } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { Panel } from "../../components/Panel";
import styles from "./Conflicts.module.css";
import type { MergeConflict } from "./drafts";
import { placeOf, withValueAt } from "../../components/paths";

interface Props {
  conflicts: MergeConflict[];
  /** What was merged so far, with the draft's own value in each of these places. */
  content: unknown;
  onDone: (content: unknown) => void;
}

/** The places that both changed; somebody chooses for each. */
export function Conflicts({ conflicts, content, onDone }: Props): ReactElement {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (path: string, side: string) => {
    const next = new Set(theirs);
    if (side === "theirs") next.add(path);
    else next.delete(path);
    setTheirs(next);
  };
  const done = () =>
    onDone(
      conflicts
        .filter(({ path }) => theirs.has(path))
        .reduce((merged, { path, theirs: value }) => withValueAt(merged, path, value), content),
    );
  return (
    <div className={styles.panel}>
      <Panel title="Both of you changed these">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">Before</th>
              <th scope="col">Yours</th>
              <th scope="col">Theirs</th>
              <th scope="col">Keep</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map(({ path, base, mine, theirs: other }) => (
              <tr key={path}>
                <th scope="row" className="mono">
                  {placeOf(path)}
                </th>
                {[base, mine, other].map((value, i) => (
                  <td key={i}>{written(value)}</td>
                ))}
                <td>
                  <SegmentedControl
                    aria-label={`Keep for ${placeOf(path)}`}
                    data={["mine", "theirs"]}
                    value={theirs.has(path) ? "theirs" : "mine"}
                    onChange={(side) => choose(path, side)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Group justify="flex-end" mt="sm">
          <Button onClick={done}>Use these</Button>
        </Group>
      </Panel>
    </div>
  );
}

const written = (value: unknown): string =>
  value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value, null, 1);

import type { ReactElement } from "react";
import type { Run } from "../../api/types";
import { count, percent } from "../../components/format";
import { Tag } from "../../components/Tag";

/** How far a run is. */
export function RunState({ run }: { run: Run }): ReactElement {
  const over = run.counts.done + run.counts.failed;
  const far = run.items === 0 ? 0 : over / run.items;
  const said = run.state === "finished" ? run.state : `${run.state}, ${percent(far)}`;
  return <Tag title={run.stopped ?? `${count(over)} of ${count(run.items)} items are over`}>{said}</Tag>;
}

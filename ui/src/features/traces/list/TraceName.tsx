import type { ReactElement } from "react";
import type { TraceRow } from "../../../api/types";
import { RootMissing } from "../../../components/RootMissing";
import { Simulated } from "../../../components/Simulated";
import styles from "./TraceName.module.css";

/** A trace's name gives way to what must be seen beside it. */
export function TraceName({ row }: { row: TraceRow }): ReactElement {
  return (
    <span className={styles.name}>
      <span className={styles.text} title={row.name}>
        {row.name}
      </span>
      {row.rootMissing && <RootMissing />}
      {row.simulated && <Simulated short />}
    </span>
  );
}

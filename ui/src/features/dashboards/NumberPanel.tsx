import type { ReactElement } from "react";
import type { QueryAnswer } from "../../api/query";
import { Change } from "../../components/Change";
import type { Panel } from "./dashboard";
import { shown } from "./measures";
import styles from "./NumberPanel.module.css";

export function NumberPanel({
  panel,
  now,
  before,
}: {
  panel: Panel;
  now: QueryAnswer;
  before?: QueryAnswer;
}): ReactElement {
  const measures = panel.measures ?? [];
  return (
    <div className={styles.numbers}>
      {measures.map((measure, i) => (
        <div key={measure}>
          <div className={styles.value}>{shown(measure, now.totals[i])}</div>
          <div className={styles.note}>
            {measures.length > 1 && <>{measure} · </>}
            <Change
              now={now.totals[i]}
              before={before?.totals[i]}
              points={/^(failureRate|share\()/.test(measure)}
            />
          </div>
        </div>
      ))}
    </div>
  );
}

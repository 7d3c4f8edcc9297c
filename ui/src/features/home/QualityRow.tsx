import type { ReactElement } from "react";
import type { Value } from "../../api/query";
import { Change } from "../../components/Change";
import { count, percent } from "../../components/format";
import type { Judged, Quality } from "./scores";
import { Stat } from "./StatRow";
import styles from "./StatRow.module.css";

/** A mean as it reads: a share for what is yes or no. */
export const meanOf = ({ share }: Judged, value: Value | undefined): string =>
  value == null ? "–" : share ? percent(value) : value.toFixed(2);

/** What traces were judged to be, against the period before. */
export function QualityRow({ qualities }: { qualities: Quality[] }): ReactElement | null {
  if (qualities.length === 0) return null;
  return (
    <div className={styles.row}>
      {qualities.map(({ judged, now, before, count: judgedCount }) => (
        <Stat key={judged.name} name={judged.label} value={meanOf(judged, now)}>
          <span title="Traces that have this score">of {count(judgedCount ?? 0)} judged</span>
          {before != null && (
            <>
              {" · "}
              <Change now={now} before={before} better={judged.better} points={judged.share} />
            </>
          )}
        </Stat>
      ))}
    </div>
  );
}

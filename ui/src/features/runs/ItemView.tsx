import type { ReactElement, ReactNode } from "react";
import type { RunItem } from "../../api/types";
import { Tag } from "../../components/Tag";
import styles from "./ItemView.module.css";
import { Verdict } from "./Verdict";

interface Props {
  item: RunItem["item"];
  traceLink: (traceId: string) => ReactNode;
}

/** All of what came of a case: the output, what each evaluator said of it, and why. */
export function ItemView({ item, traceLink }: Props): ReactElement {
  return (
    <div className={styles.item}>
      <pre className={styles.output} aria-label={`Output of ${item.caseId}`}>
        {item.output ?? item.error ?? "There is no output yet."}
      </pre>
      <dl className={styles.scores}>
        {item.scores.map((score) => (
          <div key={score.evaluator}>
            <dt>
              <Verdict verdict={score.verdict.toLowerCase()} name={score.evaluator} />
              {score.score != null && score.score.toFixed(2)}
              {score.weight === 0 && <span className="muted"> only looks</span>}
              {score.evaluatorVersion != null && <span className="muted"> {score.evaluatorVersion}</span>}
            </dt>
            <dd>
              {score.reason}
              {score.evidence.map((it) => (
                <q key={it} className={styles.evidence}>
                  {it}
                </q>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.foot}>
        {item.mustPass && <Tag title="The suite says so">must pass</Tag>}
        {item.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        {item.traceId != null && traceLink(item.traceId)}
      </div>
    </div>
  );
}

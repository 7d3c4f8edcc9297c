import type { ReactElement } from "react";
import type { PricePreview } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { count } from "../../components/format";
import { Money } from "../../components/Money";
import styles from "./Preview.module.css";

/** What a price would have meant for the calls of the last days. */
export function Preview({ preview }: { preview: PricePreview }): ReactElement {
  const { days, models, whole, report } = preview;
  if (report.calls === 0)
    return (
      <p className={styles.preview} role="status">
        No call of the last {days} days would be priced with this.
      </p>
    );
  return (
    <div className={styles.preview} role="status">
      <Facts label="Preview">
        <Fact name={`Calls of the last ${days} days`}>
          {!whole && "at least "}
          {count(report.calls)}
        </Fact>
        <Fact name="Cost before">
          <Money usd={report.costBeforeUsd} because="None of these calls has a cost." />
        </Fact>
        <Fact name="Cost after">
          <Money usd={report.costAfterUsd} />
        </Fact>
        {report.becameKnown > 0 && <Fact name="Become known">{count(report.becameKnown)}</Fact>}
        <Fact name="Models">{models.join(", ")}</Fact>
      </Facts>
    </div>
  );
}

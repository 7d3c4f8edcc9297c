import type { ReactElement } from "react";
import type { QueryAnswer } from "../../api/query";
import type { Panel } from "./dashboard";
import { nameOf, shown } from "./measures";
import styles from "./TablePanel.module.css";

interface Props {
  panel: Panel;
  answer: QueryAnswer;
}

export function TablePanel({ panel, answer }: Props): ReactElement {
  const measures = panel.measures ?? [];
  const rows = panel.by
    ? answer.series.map((one) => ({ name: nameOf(one, panel.by), totals: one.totals }))
    : [];
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={panel.title}>
        <thead>
          <tr>
            <th scope="col">{panel.by ?? ""}</th>
            {measures.map((measure) => (
              <th scope="col" key={measure}>
                {measure}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, { name: "all", totals: answer.totals }].map(({ name, totals }) => (
            <tr key={name}>
              <td title={name}>{name}</td>
              {measures.map((measure, i) => (
                <td key={measure}>{shown(measure, totals[i])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The values with the largest measure, each with a bar as long as its part of the largest. */
export function TopPanel({ panel, answer }: Props): ReactElement {
  const measure = panel.measures?.[0] ?? "";
  const series = answer.series.filter(({ totals }) => totals[0] != null && totals[0] > 0);
  const largest = Math.max(...series.map(({ totals }) => totals[0] ?? 0));
  if (series.length === 0) return <span className="muted">Nothing in this time.</span>;
  return (
    <div className={styles.frame} role="list" aria-label={panel.title}>
      {series.map((one) => (
        <div key={`${one.group} ${one.value}`} className={styles.bar} role="listitem">
          <div className={styles.fill} style={{ width: `${((one.totals[0] ?? 0) / largest) * 100}%` }} />
          <span title={nameOf(one, panel.by)}>{nameOf(one, panel.by)}</span>
          <span>{shown(measure, one.totals[0])}</span>
        </div>
      ))}
    </div>
  );
}

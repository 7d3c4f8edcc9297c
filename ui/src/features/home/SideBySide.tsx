import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { quoted } from "../../api/query";
import { shortCount } from "../../components/format";
import { Money } from "../../components/Money";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { sideBySideQuery } from "./queries";
import { meanOf } from "./QualityRow";
import { comparable, type Comparable, type Scope } from "./scope";
import { judgedByQuery } from "./scores";
import styles from "./SideBySide.module.css";
import { ms, share } from "./StatRow";

interface Props {
  project: string;
  scope: Scope;
  onBy: (by: Comparable) => void;
  onValue: (where: string) => void;
}

/** Releases, models or other values beside each other. */
export function SideBySide({ project, scope, onBy, onValue }: Props): ReactElement {
  const by = scope.by ?? "model";
  const { data, error, refetch } = useQuery(sideBySideQuery(project, scope, by));
  const { data: judgedBy } = useQuery(judgedByQuery(project, scope, by));
  const judged = judgedBy?.judged ?? [];
  return (
    <Panel
      title="Side by side"
      actions={
        <Select
          aria-label="Compare by"
          data={[...comparable]}
          value={by}
          allowDeselect={false}
          onChange={(value) => value && onBy(value)}
        />
      }
    >
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.length === 0 && <span className="muted">Nothing in this time.</span>}
      {data && data.length > 0 && (
        <div className={styles.frame}>
          <table className={styles.table} aria-label="Side by side">
            <thead>
              <tr>
                {[
                  by,
                  "Requests",
                  "Failed",
                  "p50",
                  "p95",
                  "p99",
                  "First token p95",
                  "Tokens",
                  "Cost",
                  "A request",
                  ...judged.map(({ label }) => label),
                ].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map(({ group, value, figures }) => (
                <tr key={`${group} ${value}`}>
                  <td>
                    {value === undefined ? (
                      <span className="muted">{group}</span>
                    ) : (
                      <a
                        href="#traces"
                        onClick={(event) => {
                          event.preventDefault();
                          onValue(`${by} = ${quoted(value)}`);
                        }}
                      >
                        {value}
                      </a>
                    )}
                  </td>
                  <td>{shortCount(figures.requests ?? 0)}</td>
                  <td>{share(figures.failureRate)}</td>
                  <td>{ms(figures.p50)}</td>
                  <td>{ms(figures.p95)}</td>
                  <td>{ms(figures.p99)}</td>
                  <td>{ms(figures.firstToken)}</td>
                  <td>{shortCount((figures.inputTokens ?? 0) + (figures.outputTokens ?? 0))}</td>
                  <td>
                    <Money usd={figures.cost} />
                  </td>
                  <td>
                    <Money usd={figures.cost === null ? null : figures.cost / (figures.requests || 1)} />
                  </td>
                  {judged.map((one, i) => (
                    <td key={one.name}>{meanOf(one, judgedBy?.means.get(value ?? group)?.[i])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

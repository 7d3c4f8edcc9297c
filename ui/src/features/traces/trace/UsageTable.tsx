import type { ReactElement } from "react";
import type { Usage } from "../../../api/types";
import { count } from "../../../components/format";
import styles from "./DetailsTab.module.css";

const names: [Exclude<keyof Usage, "serviceTier" | "countedBy">, string][] = [
  ["inputTokens", "Input"],
  ["cacheReadTokens", "of which read from cache"],
  ["cacheWriteTokens", "of which written to cache"],
  ["outputTokens", "Output"],
  ["reasoningTokens", "of which reasoning"],
  ["audioInputTokens", "Audio input"],
  ["audioOutputTokens", "Audio output"],
  ["totalTokens", "Total"],
];

export function UsageTable({ usage }: { usage: Usage }): ReactElement {
  return (
    <table className={styles.usage} aria-label="Token usage">
      <tbody>
        {names.map(([key, name]) => {
          const tokens = usage[key];
          return (
            tokens != null && (
              <tr key={key} data-part={name.startsWith("of which") || undefined}>
                <th scope="row">{name}</th>
                <td>{count(tokens)} tokens</td>
              </tr>
            )
          );
        })}
        {usage.serviceTier != null && (
          <tr>
            <th scope="row">Service tier</th>
            <td>{usage.serviceTier}</td>
          </tr>
        )}
        {usage.countedBy != null && (
          <tr>
            <th scope="row">Counted by</th>
            <td>{usage.countedBy === "provider" ? "the provider" : "the client's instrumentation"}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

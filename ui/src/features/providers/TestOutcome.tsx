import type { ReactElement } from "react";
import type { ProviderTest } from "../../api/types";
import { duration } from "../../components/format";
import styles from "./TestOutcome.module.css";

export function TestOutcome({ test, error }: { test?: ProviderTest; error: Error | null }): ReactElement {
  if (error) return <Words tone="bad" text="the test itself failed" title={error.message} />;
  if (!test) return <span className="muted">not tested</span>;
  const took = duration(test.durationMs);
  switch (test.outcome) {
    case "reachable":
      return (
        <Words
          tone="good"
          text={`reachable in ${took}${modelsOf(test)}`}
          title={[test.detail, ...(test.models ?? [])].join("\n")}
        />
      );
    case "refused":
      return <Words tone="bad" text={`refused: ${test.detail}`} title={test.detail} />;
    case "unreachable":
      return <Words tone="bad" text={`unreachable: ${test.detail}`} title={test.detail} />;
  }
}

function modelsOf({ models }: ProviderTest): string {
  if (!models?.length) return "";
  return models.length === 1 ? ", 1 model" : `, ${models.length} models`;
}

function Words({ tone, text, title }: { tone: "good" | "bad"; text: string; title: string }): ReactElement {
  return (
    <span className={styles.words} data-tone={tone} title={title} role="status">
      {text}
    </span>
  );
}

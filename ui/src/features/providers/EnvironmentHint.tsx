import type { ReactElement } from "react";
import { CodeBlock } from "../../components/CodeBlock";
import styles from "./EnvironmentHint.module.css";

const example = `STET_PROVIDER_OPENAI_BASE_URL=https://api.openai.com/v1
STET_PROVIDER_OPENAI_API_KEY=sk-…
STET_PROVIDER_OPENAI_DIALECT=openai        # or anthropic`;

export function EnvironmentHint(): ReactElement {
  return (
    <section className={styles.hint} aria-label="Configure by environment variables">
      <p>
        Variables configure a provider too: <span className="mono">STET_PROVIDER_&lt;NAME&gt;_BASE_URL</span>,{" "}
        <span className="mono">_API_KEY</span> and <span className="mono">_DIALECT</span>, read when the
        server starts.
      </p>
      <CodeBlock code={example} what="the example variables" />
    </section>
  );
}

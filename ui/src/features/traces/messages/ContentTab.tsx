import { Loader, SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { ReactElement } from "react";
import type { SpanDetail } from "../../../api/types";
import { Content } from "./Content";
import styles from "./ContentTab.module.css";
import { isNothing } from "./content";
import { RemovedContent } from "./RemovedContent";
import { ToolDefinitions } from "./ToolDefinitions";

export type Rendering = "markdown" | "plain";

interface Props {
  project: string;
  span: SpanDetail;
  loading: boolean;
}

export function ContentTab({ project, span, loading }: Props): ReactElement {
  const [rendering, setRendering] = useLocalStorage<Rendering>({
    key: "stet-rendering",
    defaultValue: "markdown",
  });
  if (loading) return <Loader size="sm" aria-label="Loading the content" />;
  const failed = span.status === "error";
  if (span.contentRemoved && !failed) return <RemovedContent project={project} span={span} />;
  if (isNothing(span.input) && isNothing(span.output) && !failed)
    return <p className="muted">This span recorded no input and no output.</p>;
  return (
    <div className={styles.content}>
      {span.contentRemoved && <RemovedContent project={project} span={span} />}
      <div className={styles.head}>
        <h3 className={styles.title}>Input</h3>
        {span.truncated && <span className={styles.note}>shortened when it was recorded</span>}
        <SegmentedControl
          aria-label="How text is shown"
          value={rendering}
          onChange={setRendering}
          data={[
            { value: "markdown", label: "Markdown" },
            { value: "plain", label: "Plain" },
          ]}
        />
      </div>
      {Array.isArray(span.tools) && span.tools.length > 0 && <ToolDefinitions tools={span.tools} />}
      <Content value={span.input} rendering={rendering} />
      <h3 className={styles.title}>Output</h3>
      {failed && (
        <div className={styles.error} role="alert">
          <strong>{span.errorKind ?? "failed"}</strong>
          {span.errorMessage && <div>{span.errorMessage}</div>}
        </div>
      )}
      {(!failed || !isNothing(span.output)) && <Content value={span.output} rendering={rendering} />}
    </div>
  );
}

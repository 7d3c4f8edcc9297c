import type { ReactElement } from "react";
import { JsonTree } from "../../../components/JsonTree";
import styles from "./PartView.module.css";

export function ToolDefinitions({ tools }: { tools: unknown[] }): ReactElement {
  return (
    <details className={styles.reasoning}>
      <summary>
        {tools.length === 1 ? "1 tool" : `${tools.length} tools`} offered: {tools.map(nameOf).join(", ")}
      </summary>
      <JsonTree value={tools} depth={1} />
    </details>
  );
}

/** Providers nest a tool's name differently. */
function nameOf(tool: unknown): string {
  if (typeof tool !== "object" || tool === null) return String(tool);
  if ("function" in tool) return nameOf(tool.function);
  if ("name" in tool && typeof tool.name === "string") return tool.name;
  return "type" in tool && typeof tool.type === "string" ? tool.type : "unnamed";
}

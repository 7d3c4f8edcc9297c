import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { ProblemError } from "../api/problem";
import styles from "./ProblemPanel.module.css";

export function ProblemPanel({ error, retry }: { error: unknown; retry?: () => void }): ReactElement {
  const body = error instanceof ProblemError ? error.body : undefined;
  const title = body?.title ?? "Something in this page went wrong";
  const detail = body ? body.detail : error instanceof Error ? error.message : String(error);
  return (
    <div className={styles.panel} role="alert">
      <strong>{title}</strong>
      {detail && detail !== title && <div>{detail}</div>}
      {body?.errors?.map((one) => (
        <div key={one.field}>
          <span className="mono">{one.field}</span>: {one.detail}
        </div>
      ))}
      {body?.fix && <div>{body.fix}</div>}
      {body?.requestId && <div className="mono muted">request {body.requestId}</div>}
      {retry && (
        <Button size="compact-sm" variant="default" onClick={retry} mt={8}>
          Try again
        </Button>
      )}
    </div>
  );
}

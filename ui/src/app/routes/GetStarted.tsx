import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Snippets } from "../../components/Snippets";
import { useCreateKey } from "../../features/keys/queries";
import styles from "./GetStarted.module.css";

export function GetStarted({ project }: { project: string }): ReactElement {
  const { mutate, data, error, isPending } = useCreateKey(project);
  return (
    <div className={styles.started}>
      <h2 className={styles.title}>Send the first call</h2>
      <p className="muted">
        Point an application at this server and every call it makes to a model appears here within a second.
      </p>
      <Panel>
        <div className={styles.key}>
          {data ? (
            <span role="status">
              The snippets now hold the key “{data.item.name}”. Copy it from there: it is never shown again.
            </span>
          ) : (
            <>
              <span>
                The snippets read the key from the variable <span className="mono">STET_KEY</span>.
              </span>
              <Button variant="light" loading={isPending} onClick={() => mutate({ name: "first key" })}>
                Create a key and fill it in
              </Button>
            </>
          )}
        </div>
        {error && <ProblemPanel error={error} />}
        <Snippets apiKey={data?.key} />
      </Panel>
      <p className="muted">Waiting for the first trace; this page changes by itself when it arrives.</p>
    </div>
  );
}

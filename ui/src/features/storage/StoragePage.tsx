import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Page } from "../../components/Page";
import { Deletions } from "./Deletions";
import { Held } from "./Held";
import { retentionQuery, storageQuery } from "./queries";
import { RetentionPanel } from "./RetentionPanel";
import styles from "./StoragePage.module.css";

interface Props {
  project: string;
  /** Whether the one who looks may decide how long data is kept, and delete it. */
  mayDecide: boolean;
}

export function StoragePage({ project, mayDecide }: Props): ReactElement {
  const storage = useQuery(storageQuery);
  const retention = useQuery(retentionQuery(project));
  return (
    <Page title="Storage">
      <div className={styles.stack}>
        {storage.error && <ProblemPanel error={storage.error} retry={() => void storage.refetch()} />}
        {storage.data && <Held project={project} storage={storage.data} />}
        {retention.error && <ProblemPanel error={retention.error} retry={() => void retention.refetch()} />}
        {retention.data && (
          <RetentionPanel
            key={retention.data.version}
            project={project}
            retention={retention.data}
            mayDecide={mayDecide}
          />
        )}
        {mayDecide && <Deletions project={project} />}
      </div>
    </Page>
  );
}

import { Button, Group } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Artifact } from "../../api/artifacts";
import { EmptyState } from "../../components/EmptyState";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import type { ArtifactPageProps } from "./ArtifactPage";
import { Label } from "./Labels";
import styles from "./LabelsTab.module.css";
import { MoveLabel } from "./MoveLabel";
import { historyQuery, labelsQuery, protectionsQuery, type LabelChange, type Pointed } from "./queries";

type Props = ArtifactPageProps & { artifact: Artifact };

/** Where labels point, and every move of them. */
export function LabelsTab(props: Props): ReactElement {
  const { project, kind, name, artifact } = props;
  const { data, error, refetch } = useQuery(labelsQuery(project, kind, name));
  const protections = useQuery(protectionsQuery(project)).data?.items ?? [];
  const [moving, setMoving] = useState<{ label?: string; version: number }>();
  const [shown, setShown] = useState<string>();
  const columns: ListColumn<Pointed>[] = [
    { title: "Label", cell: ({ label }) => <Label label={label} /> },
    { title: "Version", numeric: true, cell: ({ number }) => number },
    { title: "Moved", cell: ({ movedAt }) => <Timestamp at={movedAt} relative /> },
    { title: "By", cell: ({ movedBy }) => movedBy },
    {
      title: "Protected",
      wide: true,
      cell: ({ label }) => {
        const found = protections.find((one) => one.kind === kind && one.label === label);
        return found && <span className="muted">{protectionWords(found)}</span>;
      },
    },
    {
      title: "",
      cell: ({ label }) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={shown === label}
            aria-label={`History of ${label}`}
            onClick={() => setShown(shown === label ? undefined : label)}
          >
            History
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Move ${label}`}
            onClick={() => setMoving({ label, version: artifact.latest })}
          >
            Move to {artifact.latest}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState title="No label points at a version yet">
          <p>
            Applications ask for a label such as production, so that what is live changes without a deploy.
          </p>
          {artifact.latest > 0 && (
            <Button onClick={() => setMoving({ version: artifact.latest })}>
              Point a label at version {artifact.latest}
            </Button>
          )}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <ListTable label="Labels" columns={columns} rows={data} keyOf={({ label }) => label} />
      )}
      {shown !== undefined && <History {...props} label={shown} />}
      {moving && (
        <MoveLabel {...props} {...moving} labels={artifact.labels} onClose={() => setMoving(undefined)} />
      )}
    </>
  );
}

export const protectionWords = ({
  approvals,
  gates,
  permission,
}: {
  approvals: number;
  gates: string[];
  permission?: string | null;
}): string =>
  [
    approvals > 0 && `${approvals} ${approvals === 1 ? "approval" : "approvals"}`,
    gates.length > 0 && `gates ${gates.join(", ")}`,
    permission && `permission ${permission}`,
  ]
    .filter(Boolean)
    .join(", ");

function History({ project, kind, name, label, onRequest }: Props & { label: string }): ReactElement {
  const query = useInfiniteQuery(historyQuery(project, kind, name, label));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: ListColumn<LabelChange>[] = [
    { title: "When", cell: ({ at }) => <Timestamp at={at} /> },
    {
      title: "From, to",
      cell: ({ from, to }) => `${from === 0 ? "nowhere" : from} → ${to === 0 ? "nowhere" : to}`,
    },
    { title: "By", cell: ({ actor }) => actor },
    {
      title: "Reason",
      wide: true,
      cell: ({ reason, breakGlass, request }) => (
        <>
          {breakGlass && <strong className={styles.broken}>glass broken: </strong>}
          {reason}
          {request && (
            <>
              {" "}
              <TextLink onClick={() => onRequest(request)}>approved request</TextLink>
            </>
          )}
        </>
      ),
    },
  ];
  return (
    <div className={styles.history}>
      <Panel title={`Every move of ${label}`}>
        {query.error && <ProblemPanel error={query.error} />}
        <ListTable
          label={`Moves of ${label}`}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      </Panel>
    </div>
  );
}

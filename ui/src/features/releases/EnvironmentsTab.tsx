import { Button, Group } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Notice } from "../../components/Notice";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import type { AppPageProps } from "./AppPage";
import { DeployDialog } from "./DeployDialog";
import styles from "./EnvironmentsTab.module.css";
import { GatesDialog } from "./GatesDialog";
import { logQuery, standingQuery, type AppEnvironment, type Deployment } from "./queries";
import { RollBackDialog } from "./RollBackDialog";

type Props = AppPageProps & { latest: number };

type Wanted =
  { what: "deploy" | "gates"; in: AppEnvironment } | { what: "rollback"; in: AppEnvironment; to?: number };

/** What is live in each environment, and how it came there. */
export function EnvironmentsTab({ project, app, view, onView, latest }: Props): ReactElement {
  const { data, error, refetch } = useQuery(standingQuery(project, app));
  const [wanted, setWanted] = useState<Wanted>();
  const close = () => setWanted(undefined);
  const chosen = data?.find(({ name }) => name === view.environment) ?? data?.[0];
  return (
    <div className={styles.sections}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      <div className={styles.environments}>
        {data?.map((environment) => (
          <One
            key={environment.name}
            environment={environment}
            latest={latest}
            onRelease={(release) => onView({ tab: "releases", release })}
            onDeploy={() => setWanted({ what: "deploy", in: environment })}
            onRollBack={() => setWanted({ what: "rollback", in: environment })}
            onGates={() => setWanted({ what: "gates", in: environment })}
          />
        ))}
      </div>
      {chosen && data && (
        <Log
          key={chosen.name}
          project={project}
          app={app}
          environment={chosen}
          names={data.map(({ name }) => name)}
          onEnvironment={(environment) => onView({ ...view, environment })}
          onRollBack={(to) => setWanted({ what: "rollback", in: chosen, to })}
        />
      )}
      {wanted?.what === "deploy" && (
        <DeployDialog project={project} app={app} environment={wanted.in} latest={latest} onClose={close} />
      )}
      {wanted?.what === "gates" && (
        <GatesDialog project={project} app={app} environment={wanted.in.name} onClose={close} />
      )}
      {wanted?.what === "rollback" && (
        <RollBackDialog project={project} app={app} environment={wanted.in} to={wanted.to} onClose={close} />
      )}
    </div>
  );
}

interface OneProps {
  environment: AppEnvironment;
  latest: number;
  onRelease: (release: number) => void;
  onDeploy: () => void;
  onRollBack: () => void;
  onGates: () => void;
}

function One({ environment, latest, onRelease, onDeploy, onRollBack, onGates }: OneProps): ReactElement {
  const { name, live, freeze, gates } = environment;
  return (
    <Panel title={name}>
      {live ? (
        <>
          <div className={styles.live}>
            <TextLink onClick={() => onRelease(live.release)}>release {live.release}</TextLink>
          </div>
          <div className="muted">
            {live.kind === "rollback" ? "rolled back" : "deployed"} by {live.actor},{" "}
            <Timestamp at={live.at} relative />
          </div>
          {live.reason && <div>{live.reason}</div>}
        </>
      ) : (
        <p className="muted">Nothing was deployed yet.</p>
      )}
      {freeze && (
        <Notice tone="warn">
          Frozen until <Timestamp at={freeze.to} /> by {freeze.createdBy}: {freeze.reason}
        </Notice>
      )}
      {gates.length > 0 && <div className="muted">A release must pass {gates.join(", ")}.</div>}
      <Group gap="xs" mt="sm">
        <Button
          size="compact-sm"
          variant={live ? "default" : "filled"}
          disabled={latest === 0}
          aria-label={`Deploy to ${name}`}
          onClick={onDeploy}
        >
          Deploy …
        </Button>
        {live?.previous != null && (
          <Button
            size="compact-sm"
            variant="light"
            color="red"
            leftSection={<IconArrowBackUp size={14} />}
            aria-label={`Roll ${name} back to release ${live.previous}`}
            onClick={onRollBack}
          >
            Roll back to {live.previous}
          </Button>
        )}
        {latest > 0 && (
          <Button size="compact-sm" variant="subtle" aria-label={`Gates of ${name}`} onClick={onGates}>
            Gates …
          </Button>
        )}
      </Group>
    </Panel>
  );
}

interface LogProps {
  project: string;
  app: string;
  environment: AppEnvironment;
  names: string[];
  onEnvironment: (name: string) => void;
  onRollBack: (to: number) => void;
}

const fields = [
  "number",
  "at",
  "kind",
  "release",
  "replaced",
  "actor",
  "reason",
  "brokeFreeze",
  "overrode",
  "digest",
] as const;

function Log({ project, app, environment, names, onEnvironment, onRollBack }: LogProps): ReactElement {
  const query = useInfiniteQuery(logQuery(project, app, environment.name));
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: ListColumn<Deployment>[] = [
    { title: "When", cell: ({ at }) => <Timestamp at={at} /> },
    {
      title: "What",
      cell: ({ kind, release, replaced }) =>
        `${kind === "rollback" ? "rolled back" : "deployed"} ${replaced == null ? "" : `${replaced} → `}${release}`,
    },
    { title: "By", cell: ({ actor }) => actor },
    {
      title: "Why",
      wide: true,
      cell: ({ reason, brokeFreeze, overrode }) => (
        <>
          {brokeFreeze && <strong className={styles.broken}>in a freeze: </strong>}
          {overrode.length > 0 && (
            <strong className={styles.broken} title={overrode.join("; ")}>
              against its gates:{" "}
            </strong>
          )}
          {reason}
        </>
      ),
    },
    {
      title: "",
      cell: ({ release }) =>
        release !== environment.live?.release && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Go back to release ${release}`}
            onClick={() => onRollBack(release)}
          >
            Go back to this
          </Button>
        ),
    },
  ];
  return (
    <Panel
      title={`Deploy log of ${environment.name}`}
      actions={
        <Group gap={4}>
          {names.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant={name === environment.name ? "light" : "default"}
              aria-pressed={name === environment.name}
              onClick={() => onEnvironment(name)}
            >
              {name}
            </Button>
          ))}
          <ExportMenu name={`deployments-${app}-${environment.name}`} fields={fields} rows={rows} />
        </Group>
      }
    >
      {query.error && <ProblemPanel error={query.error} />}
      {query.data && rows.length === 0 && (
        <p className="muted">Nothing was deployed to {environment.name} yet.</p>
      )}
      {rows.length > 0 && (
        <ListTable
          label="Deploy log"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      )}
    </Panel>
  );
}

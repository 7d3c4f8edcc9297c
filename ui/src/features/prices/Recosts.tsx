import { Button, Checkbox, Group, Progress, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Recost } from "../../api/types";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { count, duration, localTime } from "../../components/format";
import { Money } from "../../components/Money";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Timestamp } from "../../components/Timestamp";
import { recostsQuery, underWay, useRecost, useStopRecost } from "./queries";
import { RecostReport } from "./RecostReport";

/** The costs of stored calls computed anew: asked for, watched and reported. */
export function Recosts({ projects }: { projects: string[] }): ReactElement | null {
  const [chosen, setChosen] = useState<string>();
  const project = chosen ?? projects.at(0);
  if (project === undefined) return null;
  return (
    <Panel
      title="Recost stored calls"
      actions={
        <Select
          aria-label="Project"
          data={projects}
          value={project}
          allowDeselect={false}
          onChange={(value) => setChosen(value ?? undefined)}
        />
      }
    >
      <Ask project={project} key={`ask ${project}`} />
      <List project={project} key={`list ${project}`} />
    </Panel>
  );
}

const dayBefore = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

function Ask({ project }: { project: string }): ReactElement {
  const [from, setFrom] = useState(dayBefore(30));
  const [to, setTo] = useState("");
  const [where, setWhere] = useState("");
  const [includeReported, setIncludeReported] = useState(false);
  const recost = useRecost(project);
  const ask = (dryRun: boolean) =>
    recost.mutate({
      from: `${from}T00:00:00Z`,
      to: to === "" ? undefined : `${to}T00:00:00Z`,
      where: where || undefined,
      includeReported,
      dryRun,
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask(true);
      }}
    >
      <p className="muted">
        Calls keep the cost they were stored with. A dry run reports what the prices of now would change;
        applying it changes calls and traces alike.
      </p>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="date"
          label="From (UTC)"
          required
          withAsterisk={false}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextInput
          type="date"
          label="Until"
          placeholder="now"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <TextInput
          label="Only calls where"
          placeholder="model = gpt-4.1"
          style={{ flex: 1, minWidth: 180 }}
          value={where}
          onChange={(event) => setWhere(event.target.value)}
        />
        <Checkbox
          mb={7}
          label="Also costs that clients reported"
          checked={includeReported}
          onChange={(event) => setIncludeReported(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" loading={recost.isPending}>
          Dry run
        </Button>
        <Button loading={recost.isPending} onClick={() => ask(false)}>
          Apply
        </Button>
      </Group>
      {recost.error && <ProblemPanel error={recost.error} />}
    </form>
  );
}

function List({ project }: { project: string }): ReactElement | null {
  const { data, error, refetch, dataUpdatedAt } = useQuery(recostsQuery(project));
  const [open, setOpen] = useState<string>();
  const stop = useStopRecost(project);
  if (error) return <ProblemPanel error={error} retry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  const shown = open ?? data.items.at(0)?.id;
  const columns: ListColumn<Recost>[] = [
    { title: "Asked", cell: ({ askedAt, askedBy }) => <Asked at={askedAt} by={askedBy} /> },
    { title: "What", cell: ({ asked }) => (asked.dryRun ? "dry run" : "applied") },
    {
      title: "Calls",
      wide: true,
      cell: ({ asked }) =>
        `${localTime(asked.from)} – ${localTime(asked.to)}${asked.where ? `, ${asked.where}` : ""}`,
    },
    { title: "State", cell: (it) => <State recost={it} now={dataUpdatedAt} /> },
    { title: "Changed", numeric: true, cell: ({ report }) => count(report.changed) },
    {
      title: "Difference",
      numeric: true,
      cell: ({ report }) => (report.differenceUsd == null ? "–" : <Money usd={report.differenceUsd} />),
    },
    {
      title: "",
      cell: (it) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {underWay(it) && (
            <Button size="compact-xs" variant="default" onClick={() => stop.mutate(it.id)}>
              Stop
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={it.id === shown}
            onClick={() => setOpen(it.id === shown ? "" : it.id)}
          >
            Report
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <ListTable
      label="Recosts"
      columns={columns}
      rows={data.items}
      keyOf={({ id }) => id}
      below={(it) => it.id === shown && <RecostReport project={project} recost={it} />}
    />
  );
}

function Asked({ at, by }: { at: string; by: string }): ReactElement {
  return (
    <>
      <Timestamp at={at} relative /> <span className="muted">by {by}</span>
    </>
  );
}

function State({ recost, now }: { recost: Recost; now: number }): ReactElement {
  if (!underWay(recost)) return <span title={recost.problem}>{recost.state}</span>;
  const part = recost.calls === 0 ? 0 : Math.min(1, recost.looked / recost.calls);
  const passed = now - Date.parse(recost.askedAt);
  const left = part > 0 ? `, about ${duration((passed / part) * (1 - part))} left` : "";
  const words = `${count(recost.looked)} of ${count(recost.calls)} calls${left}`;
  return (
    <div role="status" title={words} style={{ minWidth: 160 }}>
      <Progress value={part * 100} aria-label="Progress" />
      <span className="muted">{words}</span>
    </div>
  );
}

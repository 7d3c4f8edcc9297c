import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { marksQuery } from "../../components/charts/markers";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import type { TimeRange } from "../../components/timeRange";
import type { Dashboard, Panel } from "./dashboard";
import styles from "./DashboardPage.module.css";
import { PanelEditor } from "./PanelEditor";
import { PanelView } from "./PanelView";
import { dashboardQuery, useSaveDashboard, type View } from "./queries";

interface Props {
  project: string;
  id: string;
  time: TimeRange;
  onTime: (time: TimeRange) => void;
  onTraces: (search: { from: string; to: string; where?: string }) => void;
}

export function DashboardPage(props: Props): ReactElement {
  const { data, error, refetch } = useQuery(dashboardQuery(props.project, props.id));
  if (error)
    return (
      <Page title="Dashboard">
        <ProblemPanel error={error} retry={() => void refetch()} />
      </Page>
    );
  return data ? <Loaded {...props} view={data} /> : <Page title="Dashboard">{null}</Page>;
}

function Loaded({ project, view, time, onTime, onTraces }: Props & { view: View }): ReactElement {
  const [draft, setDraft] = useState<Dashboard>();
  const [name, setName] = useState(view.name);
  const [editing, setEditing] = useState<number>();
  const save = useSaveDashboard(project, view.id);
  const { panels, where } = draft ?? view.content;
  const marks = useQuery(marksQuery(project, { ...time, where: view.content.where }));
  const change = (changed: Panel[]) => setDraft({ ...(draft ?? view.content), panels: changed });
  const stop = () => {
    setDraft(undefined);
    setName(view.name);
    save.reset();
  };
  const store = (content: Dashboard) =>
    save.mutate({ version: view.version, name, content }, { onSuccess: () => setDraft(undefined) });
  return (
    <Page
      title={view.name}
      actions={
        <Group gap={8}>
          {draft ? (
            <>
              <Button variant="default" onClick={stop}>
                Discard changes
              </Button>
              <Button loading={save.isPending} disabled={name.trim() === ""} onClick={() => store(draft)}>
                Save
              </Button>
            </>
          ) : (
            <Button variant="default" onClick={() => setDraft(view.content)}>
              Edit
            </Button>
          )}
          <RangePicker value={time} onChange={onTime} />
        </Group>
      }
    >
      {save.error && <ProblemPanel error={save.error} />}
      {draft && (
        <div className={styles.bar}>
          <TextInput
            aria-label="Name"
            value={name}
            maxLength={100}
            onChange={(e) => setName(e.target.value)}
          />
          <TextInput
            className={styles.grow}
            aria-label="Filter of all panels"
            placeholder="Filter of all panels, such as environment = production"
            value={where ?? ""}
            onChange={(e) => setDraft({ ...draft, where: e.target.value || undefined })}
          />
          <Button
            leftSection={<IconPlus size={14} />}
            variant="default"
            onClick={() => {
              change([...panels, { title: "", chart: "line", measures: ["count"] }]);
              setEditing(panels.length);
            }}
          >
            Add a panel
          </Button>
        </div>
      )}
      {panels.length === 0 && (
        <EmptyState title="No panels yet">Choose “Edit”, then “Add a panel”.</EmptyState>
      )}
      <div className={styles.grid}>
        {panels.map((panel, i) => (
          <div key={i} className={styles.cell} style={{ gridColumn: `span ${panel.columns ?? 1}` }}>
            <PanelView
              project={project}
              panel={panel}
              where={where}
              time={time}
              markers={marks.data}
              onPick={onTraces}
              actions={
                draft && (
                  <PanelActions
                    title={panel.title}
                    onEdit={() => setEditing(i)}
                    onBack={i > 0 ? () => change(swapped(panels, i - 1)) : undefined}
                    onOn={i < panels.length - 1 ? () => change(swapped(panels, i)) : undefined}
                    onRemove={() => change(panels.filter((_, at) => at !== i))}
                  />
                )
              }
            />
          </div>
        ))}
      </div>
      {draft && editing !== undefined && panels[editing] && (
        <PanelEditor
          project={project}
          panel={panels[editing]}
          where={where}
          time={time}
          onClose={() => setEditing(undefined)}
          onDone={(panel) => {
            change(panels.map((old, at) => (at === editing ? panel : old)));
            setEditing(undefined);
          }}
        />
      )}
    </Page>
  );
}

function swapped(panels: Panel[], at: number): Panel[] {
  const [one, other] = [panels[at], panels[at + 1]];
  return one && other ? panels.with(at, other).with(at + 1, one) : panels;
}

interface Actions {
  title: string;
  onEdit: () => void;
  onBack?: () => void;
  onOn?: () => void;
  onRemove: () => void;
}

function PanelActions({ title, onEdit, onBack, onOn, onRemove }: Actions): ReactElement {
  const of = title || "the panel";
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={`Move ${of} back`}
        disabled={!onBack}
        onClick={onBack}
      >
        <IconArrowLeft size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={`Move ${of} on`} disabled={!onOn} onClick={onOn}>
        <IconArrowRight size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={`Edit ${of}`} onClick={onEdit}>
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" aria-label={`Remove ${of}`} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </Group>
  );
}

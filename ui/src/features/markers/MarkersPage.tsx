import { Button, SegmentedControl } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Marker } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { RangePicker } from "../../components/RangePicker";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { AddMarker } from "./AddMarker";
import { kinds, markersQuery, useRemoveMarker, type MarkerKind, type MarkerSearch } from "./queries";

interface Props {
  project: string;
  search: MarkerSearch;
  onSearch: (change: Partial<MarkerSearch>) => void;
}

const fields = ["at", "kind", "title", "app", "environment", "link", "createdBy", "createdAt", "id"] as const;

/** What happened when, as it is drawn across the time axes of home and dashboards. */
export function MarkersPage({ project, search, onSearch }: Props): ReactElement {
  const { range, from, to, kind } = search;
  const { data, error, refetch } = useQuery(markersQuery(project, { range, from, to }));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Marker>();
  const rows = data?.filter((one) => kind === undefined || one.kind === kind);
  const actions = (
    <Button leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      Mark a moment
    </Button>
  );
  return (
    <Page title="Markers" actions={actions}>
      <Toolbar>
        <SegmentedControl
          aria-label="Kind"
          data={[{ value: "", label: "All" }, ...kinds.map((value) => ({ value, label: value }))]}
          value={kind ?? ""}
          onChange={(value) => onSearch({ kind: kinds.find((one): one is MarkerKind => one === value) })}
        />
        <RangePicker
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ExportMenu name={`markers-${project}`} fields={fields} rows={rows ?? []} />
      </Toolbar>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {rows?.length === 0 && (
        <EmptyState title="Nothing was marked in this time">
          Deploys, incidents and notes are drawn across every chart over time. Mark one here, or from a
          pipeline with <span className="mono">stet mark add</span>.
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <ListTable label="Markers" columns={columnsOf(setRemoving)} rows={rows} keyOf={({ id }) => id} />
      )}
      {adding && <AddMarker project={project} onClose={() => setAdding(false)} />}
      {removing && (
        <RemoveMarker project={project} marker={removing} onClose={() => setRemoving(undefined)} />
      )}
    </Page>
  );
}

const columnsOf = (onRemove: (marker: Marker) => void): ListColumn<Marker>[] => [
  { title: "When", cell: ({ at }) => <Timestamp at={at} /> },
  { title: "Kind", cell: ({ kind }) => kind },
  {
    title: "What happened",
    wide: true,
    cell: ({ title, link }) =>
      link && /^https?:/i.test(link) ? (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {title}
        </a>
      ) : (
        title
      ),
  },
  { title: "App", cell: ({ app }) => app ?? <span className="muted">all</span> },
  { title: "Environment", cell: ({ environment }) => environment ?? <span className="muted">all</span> },
  { title: "By", cell: ({ createdBy }) => createdBy },
  {
    title: "",
    cell: (marker) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Remove ${marker.title}`}
        onClick={() => onRemove(marker)}
      >
        Remove
      </Button>
    ),
  },
];

function RemoveMarker({
  project,
  marker,
  onClose,
}: {
  project: string;
  marker: Marker;
  onClose: () => void;
}): ReactElement {
  const remove = useRemoveMarker(project);
  return (
    <Confirm
      title={`Remove the marker “${marker.title}”?`}
      action="Remove"
      error={remove.error}
      pending={remove.isPending}
      onClose={onClose}
      onConfirm={() => remove.mutate(marker.id, { onSuccess: onClose })}
    >
      It is no longer drawn on any chart. The audit keeps who marked and removed it.
    </Confirm>
  );
}

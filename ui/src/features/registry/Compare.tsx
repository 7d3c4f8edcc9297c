import { Group, SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, type ReactElement } from "react";
import { diffQuery, versionQuery } from "../../api/artifacts";
import { ProblemPanel } from "../../components/ProblemPanel";
import type { ArtifactPageProps } from "./ArtifactPage";
import { Changes } from "../../components/Changes";

const TextDiff = lazy(() => import("../../components/editor/TextDiff"));

/** What differs between two versions: place by place, and as text. */
export function Compare({
  project,
  kind,
  name,
  view,
  onView,
  textOf,
  latest,
}: ArtifactPageProps & { latest: number }): ReactElement {
  const to = Math.min(view.to ?? latest, latest);
  const from = Math.min(view.from ?? Math.max(1, to - 1), latest);
  const before = useQuery(versionQuery(project, kind, name, from));
  const after = useQuery(versionQuery(project, kind, name, to));
  const diff = useQuery(diffQuery(project, kind, name, from, to));
  const error = before.error ?? after.error ?? diff.error;
  const numbers = Array.from({ length: latest }, (_, i) => String(latest - i));
  return (
    <>
      <Group gap={8} mb="sm">
        <Select
          aria-label="Compare version"
          w={90}
          searchable
          allowDeselect={false}
          data={numbers}
          value={String(from)}
          onChange={(value) => onView({ ...view, from: Number(value) })}
        />
        <span className="muted">with</span>
        <Select
          aria-label="With version"
          w={90}
          searchable
          allowDeselect={false}
          data={numbers}
          value={String(to)}
          onChange={(value) => onView({ ...view, to: Number(value) })}
        />
        <SegmentedControl
          aria-label="Layout"
          data={[
            { value: "side", label: "Side by side" },
            { value: "inline", label: "Inline" },
          ]}
          value={view.layout ?? "side"}
          onChange={(layout) => onView({ ...view, layout: layout === "inline" ? "inline" : undefined })}
        />
      </Group>
      {error && <ProblemPanel error={error} retry={() => void diff.refetch()} />}
      {diff.data && <Changes changes={diff.data.changes} />}
      {before.data && after.data && (
        <Suspense>
          <TextDiff
            before={textOf(before.data.content)}
            after={textOf(after.data.content)}
            labels={[`Version ${from}`, `Version ${to}`]}
            layout={view.layout ?? "side"}
          />
        </Suspense>
      )}
    </>
  );
}

import { Loader, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Dataset, DatasetCase } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Notice } from "../../components/Notice";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { SearchField } from "../../components/SearchField";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Toolbar } from "../../components/Toolbar";
import { CaseEditor } from "./CaseEditor";
import { CaseView } from "./CaseView";
import type { DatasetPageProps } from "./DatasetPage";
import { casesQuery } from "./queries";
import { inLine, inputOf } from "./written";

interface Props extends DatasetPageProps {
  dataset: Dataset;
  version: number;
}

/** The cases of a version, to be searched, opened and, in the newest, changed. */
export function CasesTab({ project, name, view, onView, traceLink, dataset, version }: Props): ReactElement {
  const { q, tag, split } = view;
  const query = useInfiniteQuery(casesQuery(project, name, version, { q, tag, split }));
  const [edited, setEdited] = useState<DatasetCase>();
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const isNewest = version === dataset.latest;
  const columns: ListColumn<DatasetCase>[] = [
    {
      title: "Case",
      cell: ({ id }) => (
        <TextLink title={id} onClick={() => onView({ case: view.case === id ? undefined : id })}>
          <span className="mono">{id.length > 18 ? `${id.slice(0, 17)}…` : id}</span>
        </TextLink>
      ),
    },
    { title: "Input", wide: true, cell: inputOf },
    { title: "Expected", wide: true, cell: ({ expected }) => inLine(expected) },
    {
      title: "Tags",
      cell: ({ tags }) =>
        tags.map((one) => (
          <TextLink key={one} title={`Only cases tagged ${one}`} onClick={() => onView({ tag: one })}>
            <Tag>{one}</Tag>
          </TextLink>
        )),
    },
    {
      title: "Split",
      cell: ({ split: part }) =>
        part != null && (
          <TextLink title={`Only the split ${part}`} onClick={() => onView({ split: part })}>
            {part}
          </TextLink>
        ),
    },
    { title: "From", cell: ({ provenance }) => provenance?.kind },
  ];
  return (
    <>
      {!isNewest && (
        <Notice tone="quiet">
          This is version {version}, which stays as it is.{" "}
          <TextLink onClick={() => onView({ version: undefined })}>Show the newest</TextLink>
        </Notice>
      )}
      <Toolbar>
        <SearchField
          label="Search cases"
          placeholder="Search cases"
          value={q ?? ""}
          onChange={(text) => onView({ q: text || undefined })}
        />
        <FilterField label="Tag" value={tag} onChange={(value) => onView({ tag: value })} />
        <FilterField label="Split" value={split} onChange={(value) => onView({ split: value })} />
        <PickedFilter name="Tag" value={tag} onClear={() => onView({ tag: undefined })} />
        <PickedFilter name="Split" value={split} onClear={() => onView({ split: undefined })} />
      </Toolbar>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Loader size="sm" aria-label="Loading cases" />}
      {rows?.length === 0 && (
        <EmptyState title="No case matches">
          <TextLink onClick={() => onView({ q: undefined, tag: undefined, split: undefined })}>
            Clear the filters
          </TextLink>
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <ListTable
          label="Cases"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          below={(row) =>
            row.id === view.case ? (
              <CaseView
                shown={row}
                traceLink={traceLink}
                onEdit={isNewest ? () => setEdited(row) : undefined}
              />
            ) : undefined
          }
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      )}
      {edited && (
        <CaseEditor
          project={project}
          dataset={dataset}
          before={edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

interface FilterProps {
  label: string;
  value?: string;
  onChange: (value: string | undefined) => void;
}

/** A filter that is taken with Enter or on leaving. */
function FilterField({ label, value, onChange }: FilterProps): ReactElement | null {
  if (value !== undefined) return null;
  return (
    <TextInput
      w={110}
      aria-label={label}
      placeholder={label}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") onChange(currentTarget.value.trim() || undefined);
      }}
      onBlur={({ currentTarget }) => {
        if (currentTarget.value.trim()) onChange(currentTarget.value.trim());
      }}
    />
  );
}

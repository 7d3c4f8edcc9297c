import { Button, Checkbox } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Dataset } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { NewDatasetDialog } from "./NewDatasetDialog";
import { datasetsQuery } from "./queries";

interface Props {
  project: string;
  archived: boolean;
  onArchived: (archived: boolean) => void;
  hrefOf: (name: string) => string;
  onOpen: (name: string) => void;
}

const exported = ["name", "description", "latest", "cases", "tags", "updatedAt"] as const;

/** The test sets of a project. */
export function DatasetsPage({ project, archived, onArchived, hrefOf, onOpen }: Props): ReactElement {
  const query = useInfiniteQuery(datasetsQuery(project, archived));
  const [making, setMaking] = useState(false);
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns: ListColumn<Dataset>[] = [
    {
      title: "Name",
      cell: ({ name }) => (
        <TextLink href={hrefOf(name)} onClick={() => onOpen(name)}>
          {name}
        </TextLink>
      ),
    },
    { title: "Description", wide: true, cell: ({ description }) => description },
    { title: "Tags", cell: ({ tags }) => tags.map((tag) => <Tag key={tag}>{tag}</Tag>) },
    { title: "Cases", numeric: true, cell: ({ cases }) => count(cases) },
    { title: "Version", numeric: true, cell: ({ latest }) => (latest === 0 ? "none" : latest) },
    { title: "Changed", cell: ({ updatedAt }) => <Timestamp at={updatedAt} relative /> },
  ];
  return (
    <Page title="Datasets" actions={<Button onClick={() => setMaking(true)}>New dataset</Button>}>
      <Toolbar>
        <Checkbox
          label="Archived"
          checked={archived}
          onChange={(event) => onArchived(event.currentTarget.checked)}
        />
        <ExportMenu name={`datasets-${project}`} fields={exported} rows={rows ?? []} />
      </Toolbar>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {rows?.length === 0 &&
        (archived ? (
          <EmptyState title="Nothing is archived" />
        ) : (
          <EmptyState title="No datasets yet">
            A dataset holds the cases that a change is tested with. Make one, then import a CSV or JSON lines,
            or take traces in from their pages. <code>stet dataset import</code> does the same.
          </EmptyState>
        ))}
      {rows && rows.length > 0 && (
        <ListTable
          label="Datasets"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      )}
      {making && <NewDatasetDialog project={project} onClose={() => setMaking(false)} onMade={onOpen} />}
    </Page>
  );
}

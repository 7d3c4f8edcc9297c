import { Button, Loader } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { DatasetVersion } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import type { DatasetPageProps } from "./DatasetPage";
import { versionsQuery } from "./queries";

/** Every version of a dataset, newest first, with what it changed. */
export function VersionsTab({ project, name, onView }: DatasetPageProps): ReactElement {
  const query = useInfiniteQuery(versionsQuery(project, name));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns: ListColumn<DatasetVersion>[] = [
    {
      title: "Version",
      cell: ({ number }) => (
        <TextLink
          title={`Show the cases of version ${number}`}
          onClick={() => onView({ tab: "cases", version: number, case: undefined })}
        >
          {number}
        </TextLink>
      ),
    },
    { title: "What changed", wide: true, cell: ({ message }) => message },
    { title: "Cases", numeric: true, cell: ({ cases }) => count(cases) },
    { title: "Added", numeric: true, cell: ({ added }) => count(added) },
    { title: "Changed", numeric: true, cell: ({ changed }) => count(changed) },
    { title: "Removed", numeric: true, cell: ({ removed }) => count(removed) },
    {
      title: "Digest",
      cell: ({ digest }) => (
        <span className="mono" title={digest}>
          {digest.replace("sha256:", "").slice(0, 10)}
        </span>
      ),
    },
    { title: "Author", cell: ({ author }) => author },
    { title: "Saved", cell: ({ createdAt }) => <Timestamp at={createdAt} relative /> },
    {
      title: "",
      cell: ({ number }) =>
        number > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Compare version ${number} with the one before`}
            onClick={() => onView({ tab: "compare", from: number - 1, to: number })}
          >
            Compare
          </Button>
        ),
    },
  ];
  if (query.error) return <ProblemPanel error={query.error} retry={() => void query.refetch()} />;
  if (!rows) return <Loader size="sm" aria-label="Loading versions" />;
  if (rows.length === 0)
    return (
      <EmptyState title="No versions yet">Import a file or add a case: that makes the first.</EmptyState>
    );
  return (
    <ListTable
      label="Versions"
      columns={columns}
      rows={rows}
      keyOf={({ number }) => String(number)}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
      loading={query.isFetchingNextPage}
    />
  );
}

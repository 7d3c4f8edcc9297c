import { Button, Group } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { JsonTree } from "../../components/JsonTree";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import type { AppPageProps } from "./AppPage";
import { releaseQuery, releasesQuery, standingQuery, type Release } from "./queries";

const fields = ["number", "message", "author", "createdAt", "digest", "labels"] as const;

/** Every release, the newest first; one of them opened. */
export function ReleasesTab({ project, app, view, onView }: AppPageProps): ReactElement {
  const query = useInfiniteQuery(releasesQuery(project, app));
  const { data: standing = [] } = useQuery(standingQuery(project, app));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns: ListColumn<Release>[] = [
    {
      title: "Release",
      cell: ({ number }) => (
        <TextLink onClick={() => onView({ ...view, release: view.release === number ? undefined : number })}>
          {number}
        </TextLink>
      ),
    },
    {
      title: "Message",
      wide: true,
      cell: ({ message }) => message ?? <span className="muted">no message</span>,
    },
    {
      title: "Live in",
      cell: ({ number }) => (
        <Group gap={4} wrap="nowrap">
          {standing
            .filter(({ live }) => live?.release === number)
            .map(({ name }) => (
              <Tag key={name}>{name}</Tag>
            ))}
        </Group>
      ),
    },
    { title: "Author", cell: ({ author }) => author },
    { title: "Made", cell: ({ createdAt }) => <Timestamp at={createdAt} relative /> },
    {
      title: "Digest",
      cell: ({ digest }) => (
        <Group gap={2} wrap="nowrap">
          <span className="mono muted">{digest.replace("sha256:", "").slice(0, 8)}</span>
          <CopyButton text={digest} what="the digest" />
        </Group>
      ),
    },
    {
      title: "",
      cell: ({ number }) =>
        number > 1 && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Compare release ${number}`}
            onClick={() => onView({ tab: "compare", from: number - 1, to: number })}
          >
            Compare
          </Button>
        ),
    },
  ];
  if (rows?.length === 0)
    return <EmptyState title="No release yet">Make the first under “New release”.</EmptyState>;
  return (
    <>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {rows && (
        <>
          <Group justify="flex-end" mb={6}>
            <ExportMenu name={`releases-${app}`} fields={fields} rows={rows} />
          </Group>
          <ListTable
            label="Releases"
            columns={columns}
            rows={rows}
            keyOf={({ number }) => String(number)}
            below={({ number }) =>
              number === view.release && <Manifest project={project} app={app} release={number} />
            }
            onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
            loading={query.isFetchingNextPage}
          />
        </>
      )}
    </>
  );
}

function Manifest({
  project,
  app,
  release,
}: {
  project: string;
  app: string;
  release: number;
}): ReactElement {
  const { data, error } = useQuery(releaseQuery(project, app, release));
  if (error) return <ProblemPanel error={error} />;
  return <>{data && <JsonTree value={data.manifest} depth={6} />}</>;
}

import { Button, Group } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { versionQuery, versionsQuery, type Artifact, type VersionSummary } from "../../api/artifacts";
import { CopyButton } from "../../components/CopyButton";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { localTime } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import type { ArtifactPageProps } from "./ArtifactPage";
import { Label } from "./Labels";
import { MoveLabel } from "./MoveLabel";

const fields = ["number", "message", "author", "createdAt", "parent", "digest", "labels", "origin"] as const;

/** Every version, the newest first; one of them opened. */
export function VersionsTab(props: ArtifactPageProps & { artifact: Artifact }): ReactElement {
  const { project, kind, name, view, onView, onTry, artifact } = props;
  const query = useInfiniteQuery(versionsQuery(project, kind, name));
  const [labelling, setLabelling] = useState<VersionSummary>();
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const columns: ListColumn<VersionSummary>[] = [
    {
      title: "Version",
      cell: ({ number }) => (
        <TextLink onClick={() => onView({ ...view, version: view.version === number ? undefined : number })}>
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
      title: "Labels",
      cell: ({ labels }) => (
        <Group gap={4} wrap="nowrap">
          {labels.map((label) => (
            <Label key={label} label={label} />
          ))}
        </Group>
      ),
    },
    { title: "Author", cell: (version) => <Author {...version} /> },
    { title: "Saved", cell: ({ createdAt }) => <Timestamp at={createdAt} relative /> },
    {
      title: "From",
      numeric: true,
      cell: ({ parent }) => parent ?? <span className="muted">–</span>,
    },
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
      cell: (version) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          {version.number > 1 && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Compare version ${version.number}`}
              onClick={() =>
                onView({
                  ...view,
                  tab: "compare",
                  from: version.parent ?? version.number - 1,
                  to: version.number,
                })
              }
            >
              Compare
            </Button>
          )}
          {onTry && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Try version ${version.number}`}
              title="Open in the playground"
              onClick={() => onTry(version.number)}
            >
              Try
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Label version ${version.number}`}
            onClick={() => setLabelling(version)}
          >
            Label
          </Button>
        </Group>
      ),
    },
  ];
  if (rows?.length === 0)
    return <EmptyState title="Nothing was saved yet">Save the first version under “Edit”.</EmptyState>;
  return (
    <>
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {rows && (
        <>
          <Group justify="flex-end" mb={6}>
            <ExportMenu name={`versions-${name.replaceAll("/", "-")}`} fields={fields} rows={rows} />
          </Group>
          <ListTable
            label="Versions"
            columns={columns}
            rows={rows}
            keyOf={({ number }) => String(number)}
            below={(version) =>
              version.number === view.version && <Opened {...props} number={version.number} />
            }
            onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
            loading={query.isFetchingNextPage}
          />
        </>
      )}
      {labelling && (
        <MoveLabel
          {...props}
          labels={artifact.labels}
          version={labelling.number}
          onClose={() => setLabelling(undefined)}
        />
      )}
    </>
  );
}

function Author({ author, origin }: VersionSummary): ReactElement {
  if (!origin) return <>{author}</>;
  const when = origin.at ? `, written ${localTime(origin.at)}` : "";
  return (
    <span title={`imported by ${author}${when}`}>
      {origin.author ?? <span className="muted">author unknown</span>}{" "}
      <Tag>
        imported from {origin.system} {origin.reference}
      </Tag>
    </span>
  );
}

function Opened({ project, kind, name, show, number }: ArtifactPageProps & { number: number }): ReactElement {
  const { data, error } = useQuery(versionQuery(project, kind, name, number));
  if (error) return <ProblemPanel error={error} />;
  return <>{data && show(data)}</>;
}

import { ActionIcon, Button, Checkbox, Group, Select } from "@mantine/core";
import { IconFolder, IconPlus, IconStar, IconStarFilled } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import {
  artifactsQuery,
  useChangeArtifact,
  type Artifact,
  type ArtifactSearch,
  type Folder,
  type Kind,
} from "../../api/artifacts";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { count } from "../../components/format";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { ProblemPanel } from "../../components/ProblemPanel";
import { SearchField } from "../../components/SearchField";
import { Tag } from "../../components/Tag";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Toolbar } from "../../components/Toolbar";
import { FolderPath } from "./FolderPath";
import { ImportPrompts } from "./ImportPrompts";
import { wordsOf } from "./kinds";
import { Labels } from "./Labels";
import { NewArtifact } from "./NewArtifact";
import { isNarrowed, sorts } from "./search";

interface Props {
  project: string;
  kind: Kind;
  search: ArtifactSearch;
  onSearch: (change: Partial<ArtifactSearch>) => void;
  hrefOf: (name: string) => string;
  onOpen: (name: string) => void;
}

const fields = [
  "kind",
  "name",
  "description",
  "tags",
  "latest",
  "labels",
  "createdAt",
  "createdBy",
  "updatedAt",
  "archivedAt",
] as const;

/** The artifacts of a kind, by folder. */
export function ArtifactsPage({ project, kind, search, onSearch, hrefOf, onOpen }: Props): ReactElement {
  const query = useInfiniteQuery(artifactsQuery(project, kind, search));
  const [making, setMaking] = useState(false);
  const [importing, setImporting] = useState(false);
  const { one, many, what } = wordsOf[kind];
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const folders = query.data?.pages[0]?.folders ?? [];
  const add = (
    <Group gap={8}>
      {kind === "prompt" && (
        <Button variant="default" onClick={() => setImporting(true)}>
          Import
        </Button>
      )}
      <Button leftSection={<IconPlus size={14} />} onClick={() => setMaking(true)}>
        New {one}
      </Button>
    </Group>
  );
  const nothing = rows?.length === 0 && folders.length === 0;
  return (
    <Page title={many} actions={add}>
      <Toolbar>
        <SearchField
          label={`Search ${many.toLowerCase()}`}
          placeholder="Search name, description, tags …"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q || undefined })}
        />
        <Select
          aria-label="Order"
          w={140}
          allowDeselect={false}
          data={Object.entries(sorts).map(([value, label]) => ({ value, label }))}
          value={search.sort ?? "name"}
          onChange={(sort) => onSearch({ sort: sort === "name" ? undefined : (sort ?? undefined) })}
        />
        <Checkbox
          label="Favourites"
          checked={search.favourite === true}
          onChange={(event) => onSearch({ favourite: event.currentTarget.checked || undefined })}
        />
        <Checkbox
          label="Archived"
          checked={search.archived === true}
          onChange={(event) => onSearch({ archived: event.currentTarget.checked || undefined })}
        />
        <PickedFilter name="Tag" value={search.tag} onClear={() => onSearch({ tag: undefined })} />
        <PickedFilter name="Label" value={search.label} onClear={() => onSearch({ label: undefined })} />
        <ExportMenu name={`${many.toLowerCase()}-${project}`} fields={fields} rows={rows ?? []} />
      </Toolbar>
      <FolderPath root={many} folder={search.folder} onFolder={(folder) => onSearch({ folder })} />
      {query.error && <ProblemPanel error={query.error} retry={() => void query.refetch()} />}
      {folders.length > 0 && <Folders folders={folders} onFolder={(folder) => onSearch({ folder })} />}
      {nothing && isNarrowed(search) && (
        <EmptyState title={`No ${one} matches`}>
          <Button
            variant="default"
            onClick={() =>
              onSearch({
                q: undefined,
                tag: undefined,
                label: undefined,
                favourite: undefined,
                archived: undefined,
              })
            }
          >
            Show all
          </Button>
        </EmptyState>
      )}
      {nothing && !isNarrowed(search) && (
        <EmptyState title={`No ${one} here yet`}>
          <p>{what}</p>
          {add}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <Rows
          {...{ project, kind, rows, hrefOf, onOpen, onSearch, folder: search.folder }}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loading={query.isFetchingNextPage}
        />
      )}
      {importing && <ImportPrompts project={project} onClose={() => setImporting(false)} />}
      {making && (
        <NewArtifact
          project={project}
          kind={kind}
          folder={search.folder}
          onClose={() => setMaking(false)}
          onMade={onOpen}
        />
      )}
    </Page>
  );
}

function Folders({
  folders,
  onFolder,
}: {
  folders: Folder[];
  onFolder: (folder: string) => void;
}): ReactElement {
  return (
    <Group gap={6} mb="sm">
      {folders.map(({ path, artifacts }) => (
        <Button
          key={path}
          size="compact-sm"
          variant="default"
          leftSection={<IconFolder size={14} />}
          onClick={() => onFolder(trimmed(path))}
        >
          {trimmed(path).split("/").at(-1)} <span className="muted">&nbsp;{count(artifacts)}</span>
        </Button>
      ))}
    </Group>
  );
}

const trimmed = (path: string): string => path.replace(/\/$/, "");

interface RowsProps extends Pick<Props, "project" | "kind" | "hrefOf" | "onOpen" | "onSearch"> {
  rows: Artifact[];
  folder?: string;
  onMore?: () => void;
  loading: boolean;
}

function Rows({ project, kind, rows, folder, hrefOf, onOpen, onSearch, onMore, loading }: RowsProps) {
  const change = useChangeArtifact(project, kind);
  const columns: ListColumn<Artifact>[] = [
    {
      title: "",
      cell: ({ name, favourite }) => (
        <ActionIcon
          size="sm"
          variant="subtle"
          color={favourite ? "yellow" : "gray"}
          aria-pressed={favourite}
          aria-label={`Favourite ${name}`}
          onClick={() => change.mutate({ of: name, favourite: !favourite })}
        >
          {favourite ? <IconStarFilled size={14} /> : <IconStar size={14} />}
        </ActionIcon>
      ),
    },
    {
      title: "Name",
      cell: ({ name, archivedAt }) => (
        <Group gap={8} wrap="nowrap">
          <TextLink href={hrefOf(name)} onClick={() => onOpen(name)}>
            {folder !== undefined && name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name}
          </TextLink>
          {archivedAt && <Tag>archived</Tag>}
        </Group>
      ),
    },
    {
      title: "Description",
      wide: true,
      cell: ({ description }) => <span className="muted">{description}</span>,
    },
    {
      title: "Tags",
      cell: ({ tags }) => (
        <Group gap={4} wrap="nowrap">
          {tags.map((tag) => (
            <TextLink key={tag} onClick={() => onSearch({ tag })}>
              {tag}
            </TextLink>
          ))}
        </Group>
      ),
    },
    { title: "Labels", cell: ({ labels }) => <Labels labels={labels} /> },
    {
      title: "Versions",
      numeric: true,
      cell: ({ latest }) => (latest === 0 ? <span className="muted">none</span> : count(latest)),
    },
    { title: "Changed", cell: ({ updatedAt }) => <Timestamp at={updatedAt} relative /> },
  ];
  return (
    <>
      {change.error && <ProblemPanel error={change.error} />}
      <ListTable
        label={wordsOf[kind].many}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        onMore={onMore}
        loading={loading}
      />
    </>
  );
}

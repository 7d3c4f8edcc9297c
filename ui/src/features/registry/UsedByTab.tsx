import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Notice } from "../../components/Notice";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import type { ArtifactPageProps } from "./ArtifactPage";
import { wordsOf } from "./kinds";
import { Label } from "./Labels";
import { usedByQuery, type UsedBy } from "./queries";

/** What uses it: prompts that include it, releases that pin it. */
export function UsedByTab({ project, kind, name, hrefOf, onOpen }: ArtifactPageProps): ReactElement {
  const { data, error, refetch } = useQuery(usedByQuery(project, kind, name));
  const columns: ListColumn<UsedBy>[] = [
    { title: "Kind", cell: (user) => (user.kind === "app" ? "release of app" : wordsOf[user.kind].one) },
    {
      title: "Name",
      wide: true,
      cell: (user) => {
        const href = hrefOf(user.kind, user.name);
        return href === undefined ? (
          user.name
        ) : (
          <TextLink href={href} onClick={() => onOpen(user.kind, user.name)}>
            {user.name}
          </TextLink>
        );
      },
    },
    { title: "Version", numeric: true, cell: ({ version }) => version },
    { title: "As", cell: ({ reference }) => <span className="mono">{reference}</span> },
    {
      title: "Live",
      cell: ({ label, newest }) =>
        label ? <Label label={label} /> : newest ? "newest" : <span className="muted">older</span>,
    },
  ];
  return (
    <>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && data.others.length === 0 && (
        <EmptyState title={`Nothing uses this ${wordsOf[kind].one}`}>
          Prompts that include it and releases that pin it are listed here. It can be archived.
        </EmptyState>
      )}
      {data && data.others.length > 0 && <Notice tone="quiet">{data.others.join("; ")}</Notice>}
      {data && data.items.length > 0 && (
        <ListTable
          label="Used by"
          columns={columns}
          rows={data.items}
          keyOf={(user) => `${user.kind} ${user.name} ${user.version} ${user.reference}`}
        />
      )}
    </>
  );
}

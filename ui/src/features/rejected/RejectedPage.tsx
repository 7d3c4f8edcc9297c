import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Rejected, Replayed } from "../../api/types";
import { Confirm } from "../../components/Confirm";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { count } from "../../components/format";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { Payload } from "./Payload";
import { rejectedQuery, useDiscard, useReplay } from "./queries";

interface Wanted {
  what: "replay" | "discard";
  /** Absent: all of them. */
  id?: string;
}

const fields = ["id", "rejectedAt", "source", "format", "reason", "bytes", "whole"] as const;

export function RejectedPage({ project }: { project: string }): ReactElement {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    rejectedQuery(project),
  );
  const [shown, setShown] = useState<Rejected>();
  const [wanted, setWanted] = useState<Wanted>();
  const items = data?.pages.flatMap((page) => page.items);
  const actions = items && items.length > 0 && (
    <Group gap="xs">
      <Button variant="default" onClick={() => setWanted({ what: "replay" })}>
        Replay all
      </Button>
      <Button variant="default" onClick={() => setWanted({ what: "discard" })}>
        Discard all
      </Button>
      <ExportMenu name={`rejected-${project}`} fields={fields} rows={items} />
    </Group>
  );
  return (
    <Page title="Rejected" actions={actions}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {items?.length === 0 && (
        <EmptyState title="Nothing was rejected">
          Spans and log records that cannot be stored are kept here with the reason, to be sent again or
          discarded. The rest of their batch is stored.
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Table label="Rejected records" columns={["Rejected", "Source", "Reason", "Bytes"]}>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Timestamp at={item.rejectedAt} relative />
              </td>
              <td className="mono">{item.source}</td>
              <td>{item.reason}</td>
              <td>{count(item.bytes)}</td>
              <td>
                <Group gap={4} wrap="nowrap">
                  <Button size="compact-xs" variant="default" onClick={() => setShown(item)}>
                    Payload
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!item.whole}
                    title={
                      item.whole
                        ? undefined
                        : "It was not kept whole: it was too large, or the project has masking rules"
                    }
                    onClick={() => setWanted({ what: "replay", id: item.id })}
                  >
                    Replay
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => setWanted({ what: "discard", id: item.id })}
                  >
                    Discard
                  </Button>
                </Group>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
      {shown && <Payload project={project} item={shown} onClose={() => setShown(undefined)} />}
      {wanted?.what === "replay" && (
        <ConfirmReplay project={project} id={wanted.id} onClose={() => setWanted(undefined)} />
      )}
      {wanted?.what === "discard" && (
        <ConfirmDiscard project={project} id={wanted.id} onClose={() => setWanted(undefined)} />
      )}
    </Page>
  );
}

interface ConfirmProps {
  project: string;
  id: string | undefined;
  onClose: () => void;
}

function ConfirmReplay({ project, id, onClose }: ConfirmProps): ReactElement {
  const replay = useReplay(project);
  return (
    <Confirm
      title={id === undefined ? "Replay all rejected records?" : "Replay this record?"}
      action="Replay"
      error={replay.error}
      pending={replay.isPending}
      onClose={onClose}
      onConfirm={() =>
        replay.mutate(id, {
          onSuccess: (done) => {
            notifications.show({ message: told(done), color: done.rejected > 0 ? "yellow" : undefined });
            onClose();
          },
        })
      }
    >
      It is sent again as it came. What can be stored leaves this list; what cannot stays on it.
    </Confirm>
  );
}

function ConfirmDiscard({ project, id, onClose }: ConfirmProps): ReactElement {
  const discard = useDiscard(project);
  return (
    <Confirm
      title={id === undefined ? "Discard all rejected records?" : "Discard this record?"}
      action="Discard"
      error={discard.error}
      pending={discard.isPending}
      onClose={onClose}
      onConfirm={() => discard.mutate(id, { onSuccess: onClose })}
    >
      This cannot be undone.
    </Confirm>
  );
}

function told({ stored, rejected, reasons }: Replayed): string {
  const left = rejected > 0 ? `, ${count(rejected)} still rejected: ${reasons.join("; ")}` : "";
  return `${count(stored)} stored${left}`;
}

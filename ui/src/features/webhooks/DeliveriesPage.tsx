import { Button, Group, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Delivery } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { Fact, Facts } from "../../components/Facts";
import { count } from "../../components/format";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { DeliveryView } from "./DeliveryView";
import { deliveriesQuery, useReplayFailed, webhookQuery } from "./queries";
import { states, type DeliverySearch } from "./search";
import { WebhookState } from "./WebhookState";

interface Props {
  project: string;
  id: string;
  search: DeliverySearch;
  onSearch: (part: DeliverySearch) => void;
}

/** What was sent to one webhook, and what came of it. */
export function DeliveriesPage({ project, id, search, onSearch }: Props): ReactElement {
  const { data: webhook, error: missing } = useQuery(webhookQuery(project, id));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    deliveriesQuery(project, id, search),
  );
  const [shown, setShown] = useState<string>();
  const replay = useReplayFailed(project, id);
  const failed = missing ?? error ?? replay.error;
  const items = data?.pages.flatMap((page) => page.items);
  const again = () =>
    replay.mutate(undefined, {
      onSuccess: ({ replayed }) =>
        notifications.show({
          message: replayed === 1 ? "1 message is sent again" : `${count(replayed)} messages are sent again`,
        }),
    });
  return (
    <Page
      title="Webhook"
      actions={
        <Button variant="default" loading={replay.isPending} disabled={!webhook?.enabled} onClick={again}>
          Send failed ones again
        </Button>
      }
    >
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      {webhook && (
        <Facts label="Webhook">
          <Fact name="URL">{webhook.url}</Fact>
          <Fact name="Events">{webhook.events.length === 0 ? "all" : webhook.events.join(", ")}</Fact>
          <Fact name="State">
            <WebhookState webhook={webhook} />
          </Fact>
          <Fact name="Added">
            <Timestamp at={webhook.createdAt} /> by {webhook.createdBy}
          </Fact>
        </Facts>
      )}
      <Group gap="xs" my="sm">
        <Select
          size="xs"
          aria-label="State"
          placeholder="Any state"
          clearable
          data={states}
          value={search.state ?? null}
          onChange={(state) => onSearch({ ...search, state: states.find((one) => one === state) })}
        />
        <Select
          size="xs"
          aria-label="Type"
          placeholder="Any event"
          clearable
          data={typesOf(items, webhook?.events, search.type)}
          value={search.type ?? null}
          onChange={(type) => onSearch({ ...search, type: type ?? undefined })}
        />
      </Group>
      {items?.length === 0 && (
        <EmptyState title="No messages">
          {search.state || search.type
            ? "None of this kind in the last 30 days."
            : "When something happens that this webhook is told of, its messages are here for 30 days."}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Table label="Messages" columns={["Made", "Event", "State", "Tries", "Next"]}>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Timestamp at={item.createdAt} />
              </td>
              <td className="mono">{item.type}</td>
              <td>{item.state}</td>
              <td>{count(item.tries)}</td>
              <td>{item.nextAt ? <Timestamp at={item.nextAt} /> : <span className="muted">–</span>}</td>
              <td>
                <Button size="compact-xs" variant="default" onClick={() => setShown(item.id)}>
                  Look
                </Button>
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
      {shown && (
        <DeliveryView project={project} webhook={id} id={shown} onClose={() => setShown(undefined)} />
      )}
    </Page>
  );
}

function typesOf(items: Delivery[] | undefined, wanted: string[] | undefined, chosen?: string): string[] {
  const all = [...(items ?? []).map(({ type }) => type), ...(wanted ?? []), ...(chosen ? [chosen] : [])];
  return [...new Set(all)].sort();
}

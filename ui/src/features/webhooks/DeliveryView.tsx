import { Button, Group, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { CodeBlock } from "../../components/CodeBlock";
import { Fact, Facts } from "../../components/Facts";
import { duration } from "../../components/format";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Timestamp } from "../../components/Timestamp";
import { deliveryQuery, useReplay } from "./queries";

interface Props {
  project: string;
  webhook: string;
  id: string;
  onClose: () => void;
}

/** One message: what it says, and every time that it was sent. */
export function DeliveryView({ project, webhook, id, onClose }: Props): ReactElement {
  const { data, error, refetch } = useQuery(deliveryQuery(project, webhook, id));
  const replay = useReplay(project, webhook);
  const failed = error ?? replay.error;
  return (
    <Modal opened onClose={onClose} title={data?.item.type ?? "Message"} size="xl">
      {failed && <ProblemPanel error={failed} retry={() => void refetch()} />}
      {data && (
        <>
          <Facts label="Message">
            <Fact name="Id">
              <span className="mono">{data.item.messageId}</span>
            </Fact>
            <Fact name="State">{data.item.state}</Fact>
          </Facts>
          <CodeBlock code={JSON.stringify(data.payload, null, 2)} what="the message" />
          {data.attempts.map((attempt) => (
            <section key={attempt.number}>
              <p>
                <Timestamp at={attempt.at} />, {duration(attempt.durationMs)}:{" "}
                {attempt.problem ?? `taken, it answered ${attempt.status ?? ""}`}
              </p>
              {attempt.response && <CodeBlock code={attempt.response} what="the answer" />}
            </section>
          ))}
          <Group justify="flex-end" mt="md">
            <Button
              variant="default"
              disabled={data.item.state === "waiting"}
              loading={replay.isPending}
              onClick={() => replay.mutate(id)}
            >
              Send again
            </Button>
            <Button onClick={onClose}>Close</Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

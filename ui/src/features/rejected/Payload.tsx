import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Rejected } from "../../api/types";
import { CodeBlock } from "../../components/CodeBlock";
import { ProblemPanel } from "../../components/ProblemPanel";
import { rejectedRecordQuery } from "./queries";

/** What was sent, readable, below why it was rejected. */
export function Payload({
  project,
  item,
  onClose,
}: {
  project: string;
  item: Rejected;
  onClose: () => void;
}): ReactElement {
  const { data, error, refetch } = useQuery(rejectedRecordQuery(project, item.id));
  return (
    <Modal opened onClose={onClose} title={`Rejected ${item.source}`} size="xl">
      <p>{item.reason}</p>
      {!item.whole && (
        <p>
          {data?.payload === ""
            ? "What was sent was not kept: the project has masking rules."
            : "It was too large to be kept whole: this is its beginning."}
        </p>
      )}
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && data.payload !== "" && <CodeBlock code={indented(data.text)} what="the payload" />}
    </Modal>
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

import { Button, Group, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { diffQuery, type Kind } from "../../api/artifacts";
import { Fact, Facts } from "../../components/Facts";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { Timestamp } from "../../components/Timestamp";
import { Changes } from "../../components/Changes";
import { wordsOf } from "./kinds";
import { Label } from "./Labels";
import { requestQuery, useAnswer, useComment, type LabelRequest } from "./queries";
import styles from "./RequestPage.module.css";

interface Props {
  project: string;
  id: string;
  me: string;
  onCompare: (kind: Kind, name: string, from: number, to: number) => void;
}

/** One move that was asked for: what it changes, what is missing, what people say. */
export function RequestPage({ project, id, me, onCompare }: Props): ReactElement {
  const { data, error, refetch } = useQuery(requestQuery(project, id));
  return (
    <Page title={data ? `${data.label} of ${data.name}` : "Approval"}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {data && <Loaded project={project} request={data} me={me} onCompare={onCompare} />}
    </Page>
  );
}

function Loaded({
  project,
  request,
  me,
  onCompare,
}: Omit<Props, "id"> & { request: LabelRequest }): ReactElement {
  const { kind, name, from, version: to, state, approvedBy, comments } = request;
  const diff = useQuery({ ...diffQuery(project, kind, name, from, to), enabled: from > 0 });
  return (
    <div className={styles.sections}>
      <Facts label="The move asked for">
        <Fact name={wordsOf[kind].one}>
          <TextLink onClick={() => onCompare(kind, name, from || to, to)}>{name}</TextLink>
        </Fact>
        <Fact name="label">
          <Label label={request.label} />
        </Fact>
        <Fact name="from, to">
          {from === 0 ? "nowhere" : `version ${from}`} → version {to}
        </Fact>
        <Fact name="asked by">
          {request.requestedBy}, <Timestamp at={request.requestedAt} relative />
        </Fact>
        <Fact name="approved by">
          {approvedBy.length === 0 ? "nobody yet" : approvedBy.join(", ")}
          {` (${approvedBy.length} of ${request.needed})`}
        </Fact>
        <Fact name="state">{state}</Fact>
      </Facts>
      {request.reason && <p>{request.reason}</p>}
      {state === "stale" && (
        <Notice tone="warn">The label moved elsewhere first. Ask again from where it points now.</Notice>
      )}
      {state === "moved" && <Notice tone="good">The label was moved.</Notice>}
      {state === "denied" && <Notice tone="bad">{request.closedBy} denied it.</Notice>}
      {diff.data && (
        <Panel title="What it changes">
          <Changes changes={diff.data.changes} />
        </Panel>
      )}
      <Panel title="What people say">
        {comments.length === 0 && <p className="muted">Nobody has said anything.</p>}
        {comments.map((comment) => (
          <article key={comment.id} className={styles.comment}>
            <header className="muted">
              <strong>{comment.author}</strong>
              {comment.answer && ` ${answers[comment.answer] ?? comment.answer}`},{" "}
              <Timestamp at={comment.at} relative />
            </header>
            {comment.text}
          </article>
        ))}
        <Answer project={project} request={request} me={me} />
      </Panel>
    </div>
  );
}

const answers: Record<string, string> = { approve: "approved", deny: "denied", withdraw: "withdrew it" };

function Answer({
  project,
  request,
  me,
}: {
  project: string;
  request: LabelRequest;
  me: string;
}): ReactElement {
  const [text, setText] = useState("");
  const answer = useAnswer(project, request.id);
  const comment = useComment(project, request.id);
  const error = answer.error ?? comment.error;
  const clear = () => setText("");
  const give = (word: "approve" | "deny" | "withdraw") =>
    answer.mutate({ answer: word, comment: text.trim() || undefined }, { onSuccess: clear });
  const isOpen = request.state === "open";
  return (
    <>
      <Textarea
        aria-label="Comment"
        placeholder="Say something"
        rows={3}
        maxLength={4000}
        mt="sm"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <ProblemPanel error={error} />}
      <Group gap="xs" mt="xs">
        <Button
          variant="default"
          disabled={text.trim() === ""}
          loading={comment.isPending}
          onClick={() => comment.mutate(text.trim(), { onSuccess: clear })}
        >
          Comment
        </Button>
        {isOpen && request.requestedBy !== me && request.author !== me && (
          <>
            <Button loading={answer.isPending} onClick={() => give("approve")}>
              Approve
            </Button>
            <Button color="red" variant="light" loading={answer.isPending} onClick={() => give("deny")}>
              Deny
            </Button>
          </>
        )}
        {isOpen && request.requestedBy === me && (
          <Button variant="default" loading={answer.isPending} onClick={() => give("withdraw")}>
            Withdraw
          </Button>
        )}
      </Group>
    </>
  );
}

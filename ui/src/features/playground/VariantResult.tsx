import { Button, Loader } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { CopyButton } from "../../components/CopyButton";
import { Fact, Facts } from "../../components/Facts";
import { count, duration } from "../../components/format";
import { JsonTree } from "../../components/JsonTree";
import { Markdown } from "../../components/Markdown";
import { Money } from "../../components/Money";
import { Notice } from "../../components/Notice";
import { TextLink } from "../../components/TextLink";
import type { PlaygroundLinks } from "./PlaygroundPage";
import type { Figures, Result, Turn } from "./results";
import styles from "./VariantResult.module.css";

interface Props {
  result?: Result;
  links: PlaygroundLinks;
}

/** What a variant answered, while it is answering and after. */
export function VariantResult({ result, links }: Props): ReactElement {
  if (!result)
    return (
      <div className={styles.result}>
        <p className="muted">Its answer stands here when it is run.</p>
      </div>
    );
  const { state, text, reasoning, turns, warnings, failure, openToolCalls, traceId } = result;
  return (
    <div className={styles.result} aria-label="Answer" role="region" aria-busy={isGoing(result)}>
      <div className={styles.state}>
        <span role="status">
          {isGoing(result) && <Loader size={12} mr={6} />}
          {stateWords[state]}
          {result.model !== undefined && (
            <span className="muted">
              {" "}
              {result.model}
              {result.provider !== undefined && ` at ${result.provider}`}
            </span>
          )}
        </span>
        {traceId !== undefined && state === "finished" && links.actions?.(traceId)}
        {traceId !== undefined && (
          <TextLink href={links.hrefOfTrace(traceId)} onClick={() => links.onTrace(traceId)}>
            Trace
          </TextLink>
        )}
      </div>
      {result.figures && <FigureFacts figures={result.figures} turns={turns.length} />}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {failure && (
        <Notice tone="bad">
          {failure.detail}
          {failure.errors.map(({ field, detail }) => (
            <div key={field}>
              <span className="mono">{field}</span>: {detail}
            </div>
          ))}
        </Notice>
      )}
      {reasoning !== "" && (
        <details className={styles.reasoning}>
          <summary>Reasoning</summary>
          {reasoning}
        </details>
      )}
      {turns.flatMap((turn, i) =>
        turn.attempts.map(({ provider, model, errorKind, detail }, j) => (
          <Notice key={`${i} ${j}`} tone="warn">
            {[model, provider].filter((it) => it != null).join(" at ") || "A model"} could not answer
            {errorKind != null && ` (${errorKind})`}
            {detail != null && `: ${detail}`}
          </Notice>
        )),
      )}
      {turns.map((turn, i) => (
        <Calls key={i} turn={turn} />
      ))}
      {openToolCalls.length > 0 && (
        <Notice tone="warn">
          The model asks for {openToolCalls.join(", ")}, and no answer is mocked. Write one on the left and
          run again.
        </Notice>
      )}
      {text !== "" && <Words result={result} />}
    </div>
  );
}

const isGoing = ({ state }: Result): boolean => state === "asked" || state === "answering";

const stateWords: Record<Result["state"], string> = {
  asked: "Asking",
  answering: "Answering",
  finished: "Answered",
  failed: "Failed",
  stopped: "Stopped",
};

function FigureFacts({ figures, turns }: { figures: Figures; turns: number }): ReactElement {
  const { durationMs, timeToFirstTokenMs, inputTokens, outputTokens, costUsd } = figures;
  const known = (n: number | null | undefined) => (n == null ? "unknown" : count(n));
  return (
    <Facts label="Figures">
      <Fact name="took">{duration(durationMs)}</Fact>
      {timeToFirstTokenMs != null && <Fact name="first token">{duration(timeToFirstTokenMs)}</Fact>}
      <Fact name="tokens">
        {known(inputTokens)} in, {known(outputTokens)} out
      </Fact>
      <Fact name="cost">
        <Money usd={costUsd} />
      </Fact>
      {turns > 1 && <Fact name="calls">{turns}</Fact>}
    </Facts>
  );
}

/** What a model asked of tools in one call, and what it was told. */
function Calls({ turn }: { turn: Turn }): ReactElement | null {
  if (turn.calls.length === 0) return null;
  return (
    <div className={styles.calls}>
      {turn.results.length > 0 && turn.text !== "" && <Markdown text={turn.text} />}
      {turn.calls.map((call, i) => {
        const told = turn.results.find(({ id, name }) => (call.id ? id === call.id : name === call.name));
        return (
          <div key={i}>
            <span className="muted">calls</span> <span className="mono">{call.name}</span>
            <JsonTree value={call.arguments} depth={2} />
            {told && (
              <>
                <span className="muted">is told, mocked</span>
                <JsonTree value={told.result} depth={2} />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The answer itself: as JSON where that was asked for, as it is written otherwise. */
function Words({ result }: { result: Result }): ReactElement {
  const { text, structured, structuredProblem, valid, faults } = result;
  const [raw, setRaw] = useState(false);
  return (
    <>
      {valid === true && <Notice tone="good">It has the form that the schema asks for.</Notice>}
      {structuredProblem !== undefined && <Notice tone="warn">{structuredProblem}</Notice>}
      {faults.length > 0 && (
        <ul aria-label="Where it breaks the schema">
          {faults.map(({ at, detail }) => (
            <li key={`${at} ${detail}`}>
              <span className="mono">{at || "/"}</span>: {detail}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.words}>
        {structured !== undefined && !raw ? (
          <JsonTree value={structured} depth={5} />
        ) : raw ? (
          <pre className={styles.raw}>{text}</pre>
        ) : (
          <Markdown text={text} />
        )}
      </div>
      {!isGoing(result) && (
        <div>
          <CopyButton text={text} what="the answer" label="Copy" />
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setRaw(!raw)}>
            {raw ? "Formatted" : "As it came"}
          </Button>
        </div>
      )}
    </>
  );
}

import { Loader } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import { versionQuery } from "../../api/artifacts";
import { firstModel, providersQuery } from "../../api/providers";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { TextLink } from "../../components/TextLink";
import { starter, type PromptContent } from "../prompts/content";
import { Bench } from "./Bench";
import { forget, keptIn } from "./kept";
import { reopenedQuery } from "./queries";
import { setupOf, type Setup } from "./setup";
import { sourceWords, type PlaygroundSource } from "./source";

/** Where the playground leads. */
export interface PlaygroundLinks {
  hrefOfTrace: (trace: string) => string;
  onTrace: (trace: string) => void;
  hrefOfPrompt: (name: string, version: number) => string;
  onPrompt: (name: string, version: number) => void;
  hrefOfProviders: string;
  onProviders: () => void;
  /** What can be made of a recorded answer. */
  actions?: (trace: string) => ReactNode;
}

export interface PlaygroundProps {
  project: string;
  source: PlaygroundSource;
  links: PlaygroundLinks;
}

/** Variants of prompt and model, asked beside each other. */
export function PlaygroundPage(props: PlaygroundProps): ReactElement {
  const { project, source, links } = props;
  const providers = useQuery(providersQuery);
  const from = sourceWords(source);
  const [round, setRound] = useState(1);
  const kept = keptIn(project, from);
  const begun = useBegin(project, source, kept === undefined, providers.data && firstModel(providers.data));
  const error = providers.error ?? begun.error;
  const setup = kept?.setup ?? begun.setup;
  if (error) return <Page title="Playground">{<ProblemPanel error={error} />}</Page>;
  if (!providers.data || !setup)
    return (
      <Page title="Playground">
        <Loader size="sm" aria-label="Loading the playground" />
      </Page>
    );
  if (providers.data.length === 0)
    return (
      <Page title="Playground">
        <EmptyState title="No provider answers yet">
          The playground asks real models.{" "}
          <TextLink href={links.hrefOfProviders} onClick={links.onProviders}>
            Add a provider
          </TextLink>{" "}
          with its key first; an administrator may.
        </EmptyState>
      </Page>
    );
  return (
    <Bench
      key={`${round} ${from}`}
      {...props}
      from={from}
      begun={setup}
      before={kept?.results ?? {}}
      onStartOver={() => {
        forget(project);
        setRound(round + 1);
      }}
    />
  );
}

/** What a fresh playground holds: a version, a call that was made, or an empty prompt. */
function useBegin(
  project: string,
  { prompt, version, trace, span }: PlaygroundSource,
  fresh: boolean,
  model: string | undefined,
): { setup?: Setup; error?: unknown } {
  const saved = useQuery({
    ...versionQuery<PromptContent>(project, "prompt", prompt ?? "", version ?? "latest"),
    enabled: fresh && prompt !== undefined,
  });
  const isCall = trace !== undefined && span !== undefined;
  const call = useQuery({ ...reopenedQuery(project, trace ?? "", span ?? ""), enabled: fresh && isCall });
  const error = saved.error ?? call.error ?? undefined;
  if (prompt !== undefined) {
    if (!saved.data) return { error };
    const { name, number, content } = saved.data;
    return { setup: setupOf(content, { name, version: number, content }) };
  }
  if (isCall)
    return call.data ? { setup: setupOf(call.data.content, undefined, call.data.warnings) } : { error };
  return model === undefined ? {} : { setup: setupOf({ ...starter, model: { name: model } }) };
}

import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlayerPlay, IconPlayerStop, IconPlus } from "@tabler/icons-react";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, type ReactElement } from "react";
import { versionQuery } from "../../api/artifacts";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { VersionPicker } from "../../components/VersionPicker";
import { ProblemPanel } from "../../components/ProblemPanel";
import { checkQuery } from "../prompts/check";
import type { PromptContent } from "../prompts/content";
import styles from "./Bench.module.css";
import { keep } from "./kept";
import type { PlaygroundProps } from "./PlaygroundPage";
import type { Results } from "./results";
import { SaveAs } from "./SaveAs";
import { examplesIn, freeId, mostVariants, requestOf, type Setup, type Variant } from "./setup";
import { ToolReplies } from "./ToolReplies";
import { useRun } from "./useRun";
import { Values } from "./Values";
import { VariantColumn } from "./VariantColumn";

interface Props extends PlaygroundProps {
  from: string;
  begun: Setup;
  before: Results;
  onStartOver: () => void;
}

/** The variants side by side, what they share, and what runs them. */
export function Bench({ project, links, from, begun, before, onStartOver }: Props): ReactElement {
  const [setup, setSetup] = useState(begun);
  const [saving, setSaving] = useState<Variant>();
  const [hidden, setHidden] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const cache = useQueryClient();
  const { variants } = setup;
  const [settled] = useDebouncedValue(variants, 400);
  const contents = new Map(settled.map((one) => [wordsOf(one), one]));
  const checks = useQueries({
    queries: [...contents.values()].map(({ content, saved }) =>
      checkQuery(project, saved?.name ?? "", content),
    ),
  });
  const checkedOf = (id: string) => {
    const variant = settled.find((one) => one.id === id);
    return variant && checks[[...contents.keys()].indexOf(wordsOf(variant))]?.data;
  };

  const [done, setDone] = useState(before);
  const { results, running, error, start, stop } = useRun(project, before, setDone);
  useEffect(() => keep(project, { from, setup, results: done }), [project, from, setup, done]);

  const run = () => start(requestOf(setup, (id) => checkedOf(id)?.variables));
  useControlEnter(running ? undefined : run);

  const put = (changed: Variant) =>
    setSetup((now) => ({
      ...now,
      variants: now.variants.map((one) => (one.id === changed.id ? changed : one)),
    }));
  const add = (content: PromptContent, saved?: Variant["saved"]) =>
    setSetup((now) => ({
      ...now,
      variants: [...now.variants, { id: freeId(now.variants), content, saved }],
      values: { ...examplesIn(content), ...now.values },
    }));
  const addSaved = async (name: string, reference: string) => {
    try {
      const { number, content } = await cache.query(
        versionQuery<PromptContent>(project, "prompt", name, reference),
      );
      add(content, { name, version: number, content });
      setFailed(undefined);
    } catch (problem) {
      setFailed(problem);
    }
  };
  const full = variants.length >= mostVariants;
  return (
    <Page
      title="Playground"
      actions={
        <>
          {!full && (
            <VersionPicker
              project={project}
              kind="prompt"
              onPick={(name, reference) => void addSaved(name, reference)}
            >
              Add a saved prompt
            </VersionPicker>
          )}
          {!full && (
            <Button
              variant="default"
              leftSection={<IconPlus size={13} />}
              title="A copy of the last"
              onClick={() => {
                const last = variants.at(-1);
                if (last) add(last.content, last.saved);
              }}
            >
              Add a variant
            </Button>
          )}
          <Button variant="default" onClick={() => setHidden(!hidden)} aria-pressed={hidden}>
            {hidden ? "Show the prompts" : "Answers only"}
          </Button>
          {running ? (
            <Button color="red" variant="light" leftSection={<IconPlayerStop size={14} />} onClick={stop}>
              Stop
            </Button>
          ) : (
            <Button leftSection={<IconPlayerPlay size={14} />} title="Ctrl Enter" onClick={run}>
              {variants.length === 1 ? "Run" : `Run ${variants.length} variants`}
            </Button>
          )}
        </>
      }
    >
      {error != null && <ProblemPanel error={error} />}
      {failed != null && <ProblemPanel error={failed} />}
      {setup.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <div className={styles.bench}>
        <div className={styles.shared}>
          <Values
            found={settled.flatMap(({ id }) => checkedOf(id)?.variables ?? [])}
            declared={Object.fromEntries(
              variants.flatMap(({ content }) => Object.entries(content.variables ?? {})),
            )}
            values={setup.values}
            onChange={(values) => setSetup((now) => ({ ...now, values }))}
          />
          <ToolReplies
            variants={variants}
            results={results}
            replies={setup.replies}
            onChange={(replies) => setSetup((now) => ({ ...now, replies }))}
          />
          <div>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              title="Forget every variant and answer, and begin again"
              onClick={onStartOver}
            >
              Start over
            </Button>
          </div>
        </div>
        <div className={styles.variants} data-hidden={hidden || undefined}>
          {variants.map((variant) => (
            <VariantColumn
              key={variant.id}
              project={project}
              variant={variant}
              checked={checkedOf(variant.id)}
              result={results[variant.id]}
              links={links}
              hidden={hidden}
              onChange={put}
              onSave={() => setSaving(variant)}
              onCopy={full ? undefined : () => add(variant.content, variant.saved)}
              onRemove={
                variants.length === 1
                  ? undefined
                  : () =>
                      setSetup((now) => ({
                        ...now,
                        variants: now.variants.filter(({ id }) => id !== variant.id),
                      }))
              }
            />
          ))}
        </div>
      </div>
      {saving && (
        <SaveAs
          project={project}
          variant={saving}
          links={links}
          onClose={() => setSaving(undefined)}
          onSaved={(saved) => put({ ...saving, saved })}
        />
      )}
    </Page>
  );
}

/** The same for variants that are checked alike. */
const wordsOf = ({ content, saved }: Variant): string => JSON.stringify([saved?.name, content]);

/** Ctrl Enter runs, also from within a field. */
function useControlEnter(run: (() => void) | undefined): void {
  const latest = useCallback(
    (event: KeyboardEvent) => {
      if (
        event.key !== "Enter" ||
        !(event.ctrlKey || event.metaKey) ||
        document.querySelector("[role=dialog]")
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      run?.();
    },
    [run],
  );
  useEffect(() => {
    window.addEventListener("keydown", latest, true);
    return () => window.removeEventListener("keydown", latest, true);
  }, [latest]);
}

import { ActionIcon, Button, Group } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { MaskingRule } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { sessionQuery } from "../session/queries";
import { maskingQuery, useSaveMasking } from "./queries";
import { RuleEditor } from "./RuleEditor";
import { told } from "./rules";
import { TryIt } from "./TryIt";

const fields = [
  "name",
  "kind",
  "names",
  "of",
  "attributes",
  "pattern",
  "replacement",
  "data",
  "bytes",
] as const;

export function MaskingPage({ project }: { project: string }): ReactElement {
  const { data: saved, error, refetch } = useQuery(maskingQuery(project));
  const { data: session } = useQuery(sessionQuery);
  const save = useSaveMasking(project);
  const [draft, setDraft] = useState<MaskingRule[]>();
  const [edited, setEdited] = useState<number>();
  const rules = draft ?? saved?.rules ?? [];
  const mayChange = session?.user.administrator === true;
  const put = (at: number, rule: MaskingRule) => setDraft(rules.toSpliced(at, 1, rule));
  const swap = (at: number) => setDraft(rules.toSpliced(at, 2, ...rules.slice(at, at + 2).reverse()));
  const actions = (
    <Group gap="xs">
      {mayChange && draft && (
        <>
          <Button
            variant="default"
            onClick={() => {
              setDraft(undefined);
              save.reset();
              void refetch();
            }}
          >
            Discard changes
          </Button>
          <Button
            loading={save.isPending}
            onClick={() =>
              save.mutate(
                { version: saved?.version ?? 0, rules: draft },
                { onSuccess: () => setDraft(undefined) },
              )
            }
          >
            Save
          </Button>
        </>
      )}
      {mayChange && (
        <Button
          variant={draft ? "default" : "filled"}
          leftSection={<IconPlus size={14} />}
          onClick={() => setEdited(rules.length)}
        >
          Add a rule
        </Button>
      )}
      <ExportMenu name={`masking-${project}`} fields={fields} rows={saved?.rules ?? []} />
    </Group>
  );
  return (
    <Page title="Masking" actions={actions}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {save.error && <ProblemPanel error={save.error} />}
      {saved && rules.length === 0 && (
        <EmptyState title="Everything is stored as it comes">
          Rules take personal data and secrets out of spans, logs, scores and calls before anything is written
          to disk. What is stored already stays.
        </EmptyState>
      )}
      {rules.length > 0 && (
        <Table label="Masking rules" columns={["Name", "What it does"]}>
          {rules.map((rule, at) => (
            <tr key={rule.name}>
              <td className="mono">{rule.name}</td>
              <td>{told(rule)}</td>
              <td>
                {mayChange && (
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      aria-label={`Move ${rule.name ?? ""} up`}
                      disabled={at === 0}
                      onClick={() => swap(at - 1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      aria-label={`Move ${rule.name ?? ""} down`}
                      disabled={at === rules.length - 1}
                      onClick={() => swap(at)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                    <Button size="compact-xs" variant="default" onClick={() => setEdited(at)}>
                      Edit
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Remove ${rule.name ?? ""}`}
                      onClick={() => setDraft(rules.toSpliced(at, 1))}
                    >
                      Remove
                    </Button>
                  </Group>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {draft && <p className="muted">Not saved yet.</p>}
      {!draft && saved?.updatedAt && (
        <p className="muted">
          Version {saved.version}, saved by {saved.updatedBy} <Timestamp at={saved.updatedAt} relative />.
          Rules hold for what comes in from then on.
        </p>
      )}
      {mayChange && <TryIt project={project} rules={rules} />}
      {edited !== undefined && (
        <RuleEditor
          rule={rules[edited]}
          onClose={() => setEdited(undefined)}
          onDone={(rule) => {
            put(edited, rule);
            setEdited(undefined);
          }}
        />
      )}
    </Page>
  );
}

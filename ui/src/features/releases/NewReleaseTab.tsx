import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { JsonField } from "../../components/JsonField";
import { JsonTree } from "../../components/JsonTree";
import { Notice } from "../../components/Notice";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import type { AppPageProps } from "./AppPage";
import { ReleaseForm } from "./ReleaseForm";
import { isManifest } from "./steps";
import { releaseQuery, useCheckRelease, useCreateRelease } from "./queries";

type Props = AppPageProps & { latest: number };

const starter = { steps: { answer: {} } };

/** Makes a release, beginning with what the newest pins. */
export function NewReleaseTab(props: Props): ReactElement {
  const { project, app, latest } = props;
  const newest = useQuery({ ...releaseQuery(project, app, latest), enabled: latest > 0 });
  if (newest.error) return <ProblemPanel error={newest.error} />;
  if (latest > 0 && !newest.data) return <p className="muted">Loading …</p>;
  return <Form key={latest} {...props} begun={begunFrom(newest.data?.manifest) ?? starter} />;
}

/** What a person writes of a manifest: the server finds the includes again. */
function begunFrom(manifest: unknown): unknown {
  if (typeof manifest !== "object" || manifest === null) return undefined;
  const { includes: _found, ...written } = manifest as Record<string, unknown>;
  return written;
}

function Form({ project, app, onView, latest, begun }: Props & { begun: unknown }): ReactElement {
  const [manifest, setManifest] = useState(begun);
  const [message, setMessage] = useState("");
  const [json, setJson] = useState(false);
  const asForm = !json && isManifest(manifest);
  const check = useCheckRelease(project, app);
  const create = useCreateRelease(project, app);
  const error = create.error ?? check.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { manifest, message: message.trim() || undefined, expectedLatest: latest },
          { onSuccess: (made) => made.outcome === "saved" && onView({ tab: "releases" }) },
        );
      }}
    >
      <Stack gap="sm">
        <p className="muted">
          For each step a prompt, a model, tools, retrieval settings and a guardrail policy. Versions are
          named as <span className="mono">name@3</span>, <span className="mono">name@production</span> or by
          the name alone, and pinned by number and digest.
        </p>
        <div>
          <SegmentedControl
            aria-label="How it is written"
            data={[
              { value: "form", label: "Form", disabled: !isManifest(manifest) },
              { value: "json", label: "JSON" },
            ]}
            value={asForm ? "form" : "json"}
            onChange={(how) => setJson(how === "json")}
          />
        </div>
        {asForm ? (
          <ReleaseForm project={project} manifest={manifest} onChange={setManifest} />
        ) : (
          <JsonField
            label="Manifest"
            value={manifest}
            onChange={(value) => value !== undefined && setManifest(value)}
          />
        )}
        <TextInput
          label="What changed, and why"
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        {error && <ProblemPanel error={error} />}
        {create.data?.outcome === "unchanged" && (
          <Notice tone="quiet">Release {create.data.release.number} pins the same. Nothing was made.</Notice>
        )}
        {create.data?.outcome === "stale" && <Notice tone="warn">{create.data.detail}.</Notice>}
        <Group gap="xs">
          <Button type="submit" loading={create.isPending}>
            Make release {latest + 1}
          </Button>
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate(manifest)}>
            What would it pin?
          </Button>
        </Group>
        {check.data !== undefined && (
          <Panel title="What it would pin">
            <JsonTree value={check.data} depth={6} />
          </Panel>
        )}
      </Stack>
    </form>
  );
}

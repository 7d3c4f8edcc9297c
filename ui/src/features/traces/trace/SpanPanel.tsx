import { Button, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, type ReactElement, type ReactNode } from "react";
import type { CallLink, SpanDetail } from "../../../api/types";
import { CodeBlock } from "../../../components/CodeBlock";
import { duration } from "../../../components/format";
import { useFound, useMarks } from "../../../components/found";
import { JsonTree } from "../../../components/JsonTree";
import { PickedFilter } from "../../../components/PickedFilter";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { Simulated } from "../../../components/Simulated";
import { ContentTab } from "../messages/ContentTab";
import { spanQuery } from "../queries";
import { DetailsTab } from "./DetailsTab";
import { KindIcon } from "./kinds";
import { OtherReports } from "./OtherReports";
import styles from "./SpanPanel.module.css";
import { tabs, type Tab } from "./view";

interface Props {
  project: string;
  span: SpanDetail;
  links: CallLink[];
  hrefOf: (traceId: string, spanId: string) => string;
  tab?: Tab;
  onTab: (tab: Tab) => void;
  onPlayground: (span: string) => void;
  actions?: ReactNode;
  /** The words that are marked. */
  looked?: string;
  onClear: () => void;
}

export function SpanPanel(props: Props): ReactElement {
  const {
    project,
    span: listed,
    links,
    hrefOf,
    tab = "content",
    onTab,
    onPlayground,
    actions,
    looked,
    onClear,
  } = props;
  const panel = useRef<HTMLDivElement>(null);
  useMarks(panel, useFound(), `${listed.spanId} ${tab}`);
  const whole = useQuery({
    ...spanQuery(project, listed.traceId, listed.spanId),
    enabled: listed.contentOmitted === true,
  });
  const span = whole.data ?? listed;
  return (
    <section className={styles.panel} aria-label={`Span ${span.name}`}>
      <header className={styles.header}>
        <KindIcon kind={span.kind} size={16} />
        <h2 className={styles.name}>{span.name}</h2>
        <span className="muted">
          {span.kind} · {duration(span.durationMs)}
        </span>
        {span.simulated && <Simulated />}
        <PickedFilter name="Marked" value={looked} onClear={onClear} />
        {span.kind === "generation" && span.input !== undefined && (
          <Button
            className={styles.again}
            size="compact-xs"
            variant="default"
            onClick={() => onPlayground(span.spanId)}
          >
            Open in playground
          </Button>
        )}
        {actions}
      </header>
      <OtherReports links={links} hrefOf={hrefOf} />
      <Tabs
        ref={panel}
        className={styles.tabs}
        value={tab}
        onChange={(value) => onTab(tabs.find((one) => one === value) ?? "content")}
        keepMounted={false}
      >
        <Tabs.List px={14}>
          <Tabs.Tab value="content">{isModelCall(span) ? "Messages" : "Input and output"}</Tabs.Tab>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="attributes">Attributes</Tabs.Tab>
          <Tabs.Tab value="raw">Raw JSON</Tabs.Tab>
        </Tabs.List>
        <div className={styles.body} key={`${span.spanId} ${tab}`}>
          {whole.error && <ProblemPanel error={whole.error} retry={() => void whole.refetch()} />}
          <Tabs.Panel value="content">
            <ContentTab project={project} span={span} loading={whole.isLoading} />
          </Tabs.Panel>
          <Tabs.Panel value="details">
            <DetailsTab span={span} />
          </Tabs.Panel>
          <Tabs.Panel value="attributes">
            <AttributesTab span={span} />
          </Tabs.Panel>
          <Tabs.Panel value="raw">
            <CodeBlock code={JSON.stringify(span, null, 2)} what="the span as JSON" />
          </Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}

const isModelCall = (span: SpanDetail): boolean => span.kind === "generation" || span.kind === "embedding";

function AttributesTab({ span }: { span: SpanDetail }): ReactElement {
  return (
    <>
      <h3 className={styles.section}>Attributes</h3>
      <JsonTree value={span.attributes ?? {}} />
      <h3 className={styles.section}>Resource</h3>
      <JsonTree value={span.resource ?? {}} />
      {span.events && span.events.length > 0 && (
        <>
          <h3 className={styles.section}>Events</h3>
          <JsonTree value={span.events} />
        </>
      )}
    </>
  );
}

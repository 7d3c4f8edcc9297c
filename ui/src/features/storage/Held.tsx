import type { ReactElement } from "react";
import type { ProjectStorage, Storage } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { bytes, count } from "../../components/format";
import { Panel } from "../../components/Panel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";

/** How much there is of everything: this project by kind, the files, the other projects. */
export function Held({ project, storage }: { project: string; storage: Storage }): ReactElement {
  const { files, projects } = storage;
  const mine = projects.find((one) => one.project === project);
  const others = projects.filter((one) => one.project !== project);
  return (
    <>
      <Panel title="Files">
        <Facts label="Files">
          <Fact name="Telemetry store">
            {bytes(files.storeBytes)}
            {files.storeFreeBytes > 0 && `, ${bytes(files.storeFreeBytes)} of it free for what comes`}
          </Fact>
          <Fact name="Journal">{bytes(files.journalBytes)}</Fact>
          <Fact name="Records">{bytes(files.recordBytes)}</Fact>
          <Fact name="Disk">
            {bytes(files.diskFreeBytes)} of {bytes(files.diskBytes)} free
          </Fact>
        </Facts>
        {mine && <Growth mine={mine} free={files.diskFreeBytes} />}
      </Panel>
      {mine && mine.kinds.length > 0 && (
        <Table label={`Kinds of data in ${project}`} columns={["Kind", "Rows", "Size, estimated"]}>
          {mine.kinds.map((kind) => (
            <tr key={kind.kind}>
              <td>{words[kind.kind] ?? kind.kind}</td>
              <td>{count(kind.rows)}</td>
              <td>{bytes(kind.bytes)}</td>
              <td />
            </tr>
          ))}
        </Table>
      )}
      {others.length > 0 && (
        <Table label="Other projects" columns={["Other project", "Spans of the last day", "Size, estimated"]}>
          {others.map((one) => (
            <tr key={one.project}>
              <td>{one.project}</td>
              <td>{count(one.spansLastDay)}</td>
              <td>{bytes(one.bytes)}</td>
              <td />
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

const words: Record<string, string> = {
  spans: "Spans",
  content: "Content of spans",
  traces: "Traces",
  scores: "Scores",
  amendments: "What came about spans apart from them",
  rejected: "Rejected records",
};

function Growth({ mine, free }: { mine: ProjectStorage; free: number }): ReactElement {
  const days = mine.growthBytesPerDay > 0 ? Math.floor(free / mine.growthBytesPerDay) : undefined;
  return (
    <Facts label="Growth">
      <Fact name="This project">{bytes(mine.bytes)}</Fact>
      <Fact name="Grows by">
        about {bytes(mine.growthBytesPerDay)} a day ({count(mine.spansLastDay)} spans)
      </Fact>
      {days !== undefined && days < 365 && <Fact name="Room for">about {count(days)} days</Fact>}
      {mine.oldestTraceAt && (
        <Fact name="Oldest trace">
          <Timestamp at={mine.oldestTraceAt} relative />
        </Fact>
      )}
      {mine.oldestContentAt && (
        <Fact name="Oldest content">
          <Timestamp at={mine.oldestContentAt} relative />
        </Fact>
      )}
    </Facts>
  );
}

import type { ReactElement } from "react";
import type { ExportSchedule } from "../../api/types";
import { Fact, Facts } from "../../components/Facts";
import { bytes, count } from "../../components/format";
import { Timestamp } from "../../components/Timestamp";

/** How far the exports are, and what stands in their way. */
export function ScheduleState({ schedule }: { schedule: ExportSchedule }): ReactElement {
  const { destination: to, lastDone: last, failure } = schedule;
  return (
    <>
      <Facts label="Scheduled exports">
        <Fact name="Every">
          {schedule.every}, as {schedule.format === "parquet" ? "Parquet" : "JSONL"}
          {!schedule.enabled && ", switched off"}
        </Fact>
        <Fact name="To">
          {to.kind === "folder"
            ? `folder ${to.folder || "(all of it)"}`
            : `bucket ${to.bucket}/${to.prefix ?? ""}`}
        </Fact>
        {schedule.where && <Fact name="Only">{schedule.where}</Fact>}
        <Fact name="Next">
          from <Timestamp at={schedule.next} />, at <Timestamp at={schedule.dueAt} /> or later
        </Fact>
        {last && (
          <Fact name="Last">
            from <Timestamp at={last.slice} />: {count(last.spans)} spans, {count(last.scores)} scores,{" "}
            {bytes(last.bytes)} in {count(last.parts)} {last.parts === 1 ? "file" : "files"},{" "}
            <Timestamp at={last.at} relative />
          </Fact>
        )}
      </Facts>
      {failure && (
        <p role="alert">
          The export failed {failure.attempts === 1 ? "once" : `${count(failure.attempts)} times`},{" "}
          <Timestamp at={failure.at} relative />: {failure.reason}. It is tried again at{" "}
          <Timestamp at={failure.retryAt} />.
        </p>
      )}
    </>
  );
}

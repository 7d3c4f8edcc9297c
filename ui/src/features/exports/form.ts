import type { ExportSchedule, WantedExports } from "../../api/types";

/** What the form holds: texts, as people type them. */
export interface ScheduleForm {
  enabled: boolean;
  format: "jsonl" | "parquet";
  every: "hour" | "day";
  where: string;
  delayMinutes: number;
  kind: "folder" | "s3";
  folder: string;
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export function formOf(schedule: ExportSchedule | undefined, foldersAllowed: boolean): ScheduleForm {
  const to = schedule?.destination;
  return {
    enabled: schedule?.enabled ?? true,
    format: schedule?.format ?? "jsonl",
    every: schedule?.every ?? "day",
    where: schedule?.where ?? "",
    delayMinutes: schedule?.delayMinutes ?? 60,
    kind: to?.kind ?? (foldersAllowed ? "folder" : "s3"),
    folder: to?.folder ?? "",
    endpoint: to?.endpoint ?? "",
    region: to?.region ?? "us-east-1",
    bucket: to?.bucket ?? "",
    prefix: to?.prefix ?? "",
    accessKeyId: to?.accessKeyId ?? "",
    secretAccessKey: "",
  };
}

export function wantedOf(form: ScheduleForm, version: number): WantedExports {
  const { kind, folder, endpoint, region, bucket, prefix, accessKeyId, secretAccessKey, where, ...rest } =
    form;
  return {
    ...rest,
    version,
    where: where.trim() || undefined,
    destination:
      kind === "folder"
        ? { kind, folder }
        : { kind, endpoint: endpoint.trim() || undefined, region, bucket, prefix, accessKeyId },
    secretAccessKey: kind === "s3" && secretAccessKey ? secretAccessKey : undefined,
  };
}

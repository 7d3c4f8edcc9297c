import type { Kind } from "../../api/artifacts";
import type { ReleasePart } from "./queries";

interface Pin {
  name: string;
  version: number;
}

const isPin = (value: unknown): value is Pin =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  typeof value.name === "string" &&
  "version" in value &&
  typeof value.version === "number";

/** The two versions of one artifact, where that is all that differs. */
export function repinned({
  path,
  before,
  after,
}: ReleasePart): { kind: Kind; name: string; from: number; to: number } | undefined {
  if (!isPin(before) || !isPin(after) || before.name !== after.name) return undefined;
  return { kind: kindAt(path), name: after.name, from: before.version, to: after.version };
}

function kindAt(path: string): Kind {
  if (/(^includes\.|\.)tools?\b/.test(path)) return "tool";
  return /guardrail/i.test(path) ? "guardrail-policy" : "prompt";
}

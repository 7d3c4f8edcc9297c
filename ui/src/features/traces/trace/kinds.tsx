import {
  IconArrowRampRight,
  IconDatabaseSearch,
  IconLink,
  IconMessage2,
  IconPoint,
  IconRobot,
  IconShieldCheck,
  IconTool,
  IconVector,
} from "@tabler/icons-react";
import type { ReactElement } from "react";
import type { SpanKind } from "../../../api/types";

const icons: Record<SpanKind, typeof IconPoint> = {
  generation: IconMessage2,
  embedding: IconVector,
  tool: IconTool,
  retrieval: IconDatabaseSearch,
  agent: IconRobot,
  chain: IconLink,
  guardrail: IconShieldCheck,
  span: IconArrowRampRight,
};

const colors: Partial<Record<SpanKind, string>> = {
  generation: "var(--kind-generation)",
  embedding: "var(--kind-retrieval)",
  tool: "var(--kind-tool)",
  retrieval: "var(--kind-retrieval)",
  agent: "var(--kind-agent)",
  guardrail: "var(--kind-guardrail)",
};

export const colorOf = (kind: SpanKind): string => colors[kind] ?? "var(--kind-span)";

export function KindIcon({ kind, size = 14 }: { kind: SpanKind; size?: number }): ReactElement {
  const Icon = Object.hasOwn(icons, kind) ? icons[kind] : IconPoint;
  return <Icon size={size} color={colorOf(kind)} aria-label={kind} style={{ flex: "none" }} />;
}

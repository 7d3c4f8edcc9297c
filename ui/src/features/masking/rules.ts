import type { MaskingRule } from "../../api/types";

export type Kind = NonNullable<MaskingRule["kind"]>;

export const kinds: { value: Kind; label: string; does: string }[] = [
  {
    value: "personal-data",
    label: "Redact personal data",
    does: "Replaces what is recognised by the word for it, such as [email].",
  },
  { value: "pattern", label: "Redact a pattern", does: "Replaces what an RE2 expression matches." },
  { value: "drop", label: "Drop attributes", does: "Leaves attributes out by their names." },
  {
    value: "hash",
    label: "Hash attributes",
    does: "Replaces values by a keyed digest: equal values stay equal.",
  },
  {
    value: "cut",
    label: "Cut content",
    does: "Keeps the first bytes of input or output, of the rest its size and digest.",
  },
];

export const personalData = [
  { value: "secret", label: "Secrets: API keys, tokens, private keys" },
  { value: "email", label: "E-mail addresses" },
  { value: "iban", label: "Bank accounts (IBAN)" },
  { value: "card", label: "Payment cards" },
  { value: "ssn", label: "US social security numbers" },
  { value: "phone", label: "Telephone numbers" },
  { value: "ip", label: "IP addresses" },
];

/** What a rule does, in a line. */
export function told(rule: MaskingRule): string {
  const where = rule.attributes === false ? "in content" : "in content and attributes";
  switch (rule.kind) {
    case "drop":
      return `Drops ${list(rule.names)}`;
    case "hash":
      return `Hashes ${list(rule.names)}`;
    case "pattern":
      return `Replaces ${rule.pattern ?? ""} by ${rule.replacement ? `“${rule.replacement}”` : "nothing"} ${where}`;
    case "personal-data":
      return `Redacts ${list(rule.data ?? personalData.map((it) => it.value))} ${where}`;
    case "cut":
      return `Keeps ${(rule.bytes ?? 0).toLocaleString("en")} bytes of ${list(rule.of ?? ["input", "output"])}`;
    default:
      return "";
  }
}

const list = (words?: string[] | null): string => (words ?? []).join(", ");

/** The fields that a kind has, and no others. */
export function only(rule: MaskingRule): MaskingRule {
  const { name, kind } = rule;
  switch (kind) {
    case "drop":
    case "hash":
      return { name, kind, names: rule.names ?? [] };
    case "pattern":
      return {
        name,
        kind,
        pattern: rule.pattern ?? "",
        replacement: rule.replacement ?? "",
        attributes: rule.attributes ?? true,
      };
    case "personal-data":
      return {
        name,
        kind,
        data: rule.data ?? personalData.map((it) => it.value),
        attributes: rule.attributes ?? true,
      };
    default:
      return { name, kind, bytes: rule.bytes ?? 4000, of: rule.of ?? ["input", "output"] };
  }
}

/** Text as JSON if it is any, else as the text it is. */
export function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

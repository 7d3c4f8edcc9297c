import type { Kind } from "../../api/artifacts";

/** What the first version of an artifact that is written as JSON begins with. */
export function starterOf(kind: Kind, name: string): unknown {
  switch (kind) {
    case "tool":
      return {
        name: (name.split("/").at(-1) ?? name).replace(/[^\w-]/g, "_"),
        description: "",
        parameters: { type: "object", properties: {}, required: [] },
      };
    case "guardrail-policy":
      return { description: "", checks: [] };
    case "suite":
      return {
        cases: [{ id: "first", variables: { question: "" }, expected: "" }],
        target: { prompt: { name: "" } },
        evaluators: { right: { type: "contains", value: "" } },
        criteria: [{ metric: "pass", min: 0.9 }],
      };
    default:
      return {};
  }
}

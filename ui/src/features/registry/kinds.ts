import type { Kind } from "../../api/artifacts";

/** What a kind of artifact is called on pages. */
export interface KindWords {
  one: string;
  many: string;
  what: string;
  /** What its content is, where it is written as JSON. */
  holds?: string;
  example: string;
}

export const wordsOf: Record<Kind, KindWords> = {
  prompt: {
    one: "prompt",
    many: "Prompts",
    what: "A prompt holds messages, variables, a model and its parameters. Every save is a version; labels such as production say which one is live.",
    example: "support/answer",
  },
  tool: {
    one: "tool",
    many: "Tools",
    what: "A tool is a function that a model may ask for: a name, a description and the JSON Schema of its parameters.",
    holds:
      "A name, a description that tells a model when to ask for it, and the JSON Schema of its parameters.",
    example: "lookup_invoice",
  },
  "guardrail-policy": {
    one: "guardrail policy",
    many: "Guardrail policies",
    what: "A policy says which inputs and outputs are let through. Releases pin its versions; the gateway does not act on them yet.",
    holds:
      "Its checks, as your own code reads them: the gateway keeps and pins policies, and does not act on them yet.",
    example: "support/safe",
  },
  evaluator: {
    one: "evaluator",
    many: "Evaluators",
    what: "An evaluator scores what a model answered.",
    holds: "What it looks at and how it judges.",
    example: "tone",
  },
  suite: {
    one: "suite",
    many: "Suites",
    what: "A suite says what is tried, on which cases, how outputs are judged, and what must hold. A run is a suite applied to something.",
    holds: "The cases, what is asked, the evaluators, and the criteria.",
    example: "billing/answers",
  },
  app: {
    one: "app",
    many: "Apps",
    what: "An app is what is deployed: each of its versions is a release.",
    example: "billing-bot",
  },
};

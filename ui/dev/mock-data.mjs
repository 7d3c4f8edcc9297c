// Deterministic, made-up data for looking at the UI without a server.

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const hex = (r, n) => Array.from({ length: n }, () => Math.floor(r() * 16).toString(16)).join("");
const pick = (r, list) => list[Math.floor(r() * list.length)];

const questions = [
  "Why was I charged twice in October?",
  "How do I get a refund for the annual plan?",
  "Can I change the card on my account?",
  "My invoice shows the wrong company name, please fix it.",
  "What happens to my data when I cancel?",
  "Is VAT included in the price you show?",
  "I was promised a 20 % discount, where is it?",
  "Please send me all invoices of last year as PDF.",
];
const answers = [
  "You were charged twice because the first attempt was reversed by your bank. The reversal usually shows within 3 days.",
  "Annual plans can be refunded within **14 days** of purchase. I have opened a refund request for you.",
  "Yes. Open *Settings → Billing*, choose “Payment method”, and add the new card.",
  "I have corrected the company name; the next invoice will show it.",
  "Your data stays readable for 30 days and is erased after that.",
];
const models = ["gpt-5-mini", "gpt-5", "claude-sonnet-4-5", "billing-sim-1", "in-house-llama"];
const prices = {
  "gpt-5-mini": [0.25, 2],
  "gpt-5": [1.25, 10],
  "claude-sonnet-4-5": [3, 15],
  "billing-sim-1": [0.2, 0.8],
};
const providerOf = {
  "gpt-5-mini": "openai",
  "gpt-5": "openai",
  "claude-sonnet-4-5": "anthropic",
  "billing-sim-1": "simulated",
  "in-house-llama": "vllm",
};
const errors = ["rate_limited", "timeout", "upstream_5xx", "content_filter", "client_disconnected"];
const tags = ["refund", "invoice", "vat", "beta", "agent", "rag"];
const micros = (ms) =>
  new Date(ms).toISOString().replace("Z", `${String(Math.floor((ms % 1) * 1000)).padStart(3, "0")}Z`);

export function traceRow(seq, at) {
  const r = random(seq + 17);
  const model = r() < 0.4 ? "billing-sim-1" : pick(r, models);
  const failed = r() < 0.043;
  const input = Math.round(300 + r() ** 3 * 6000);
  const output = failed ? 0 : Math.round(20 + r() ** 2 * 700);
  const price = prices[model];
  const duration = 250 + r() ** 3 * 9000 + output * 3;
  const question = pick(r, questions);
  const agent = r() < 0.15;
  return {
    seq,
    traceId: `${hex(r, 32)}`,
    cursor: `c${seq}`,
    name: agent ? "billing-agent" : "chat " + model,
    startedAt: micros(at),
    startedMs: at,
    durationMs: duration,
    status: failed ? "error" : "ok",
    errorKind: failed ? pick(r, errors) : null,
    spanCount: agent ? 7 : 1,
    generationCount: agent ? 2 : 1,
    models: [model],
    providers: [providerOf[model]],
    userId: `user-${Math.floor(r() * 400)}`,
    sessionId: `s-${Math.floor(r() * 9000)}`,
    environment: r() < 0.85 ? "production" : "staging",
    release: `v${1 + Math.floor(r() * 4)}`,
    tags: [...new Set([pick(r, tags), pick(r, tags)])].slice(0, r() < 0.3 ? 2 : 1),
    inputTokens: input,
    outputTokens: output,
    cacheReadTokens: r() < 0.5 ? Math.round(input * 0.6) : null,
    reasoningTokens: model === "gpt-5" ? Math.round(output * 0.4) : null,
    totalTokens: input + output,
    costUsd: price ? (input * price[0] + output * price[1]) / 1e6 : null,
    timeToFirstTokenMs: failed ? null : Math.min(duration * 0.6, 120 + r() * 600),
    inputPreview: question,
    outputPreview: failed ? null : pick(r, answers),
    simulated: model === "billing-sim-1",
  };
}

const png =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAI0lEQVR4nGPQiTxBEmIY1TCqYVTDqIZRDaMaRjWMahjVAABZjUoBDbIFQAAAAABJRU5ErkJggg==";

const toolDefinitions = [
  {
    type: "function",
    function: {
      name: "find_invoices",
      description: "Finds a customer's invoices",
      parameters: { type: "object", properties: { customer: { type: "string" }, month: { type: "string" } } },
    },
  },
  {
    type: "function",
    function: {
      name: "open_refund",
      description: "Opens a refund request",
      parameters: { type: "object", properties: { invoice: { type: "string" } } },
    },
  },
];

const text = (role, value) => ({ role, parts: [{ type: "text", text: value }] });

const system = `You are the billing assistant of Acme.

- Answer only questions about **billing**.
- Amounts always carry a currency.
- When unsure, hand over to a person with \`escalate\`.`;

const report = `Here is what I found for customer **C-1042**:

| invoice | month | amount | state |
|---|---|---:|---|
| INV-2201 | September | €49.00 | paid |
| INV-2202 | October | €49.00 | paid |
| INV-2203 | October | €49.00 | *reversed* |

The second October charge was reversed by the bank on 14 October:

\`\`\`json
{ "invoice": "INV-2203", "reason": "duplicate" }
\`\`\`

1. Nothing else is needed from you.
2. The amount arrives within **3 working days**.`;

function generation(row, over) {
  return {
    traceId: row.traceId,
    spanId: row.traceId.slice(0, 16),
    parentSpanId: null,
    name: row.name,
    kind: "generation",
    startedAt: row.startedAt,
    durationMs: row.durationMs,
    timeToFirstTokenMs: row.timeToFirstTokenMs,
    status: row.status,
    errorKind: row.errorKind,
    errorMessage:
      row.status === "error" ? "The provider answered 429: too many requests, try again in 2 s." : null,
    provider: row.providers[0],
    requestModel: row.models[0],
    responseModel: `${row.models[0]}-2026-08-07`,
    parameters: { temperature: 0.2, max_tokens: 800, seed: 7 },
    input: [text("system", system), text("user", row.inputPreview)],
    output: row.outputPreview ? [text("assistant", row.outputPreview)] : null,
    tools: null,
    finishReasons: row.outputPreview ? ["stop"] : null,
    usage: {
      inputTokens: row.inputTokens,
      outputTokens: row.outputTokens,
      cacheReadTokens: row.cacheReadTokens,
      reasoningTokens: row.reasoningTokens,
      totalTokens: row.totalTokens,
    },
    costUsd: row.costUsd,
    priceVersion: row.costUsd == null ? null : "2026-11-01",
    streaming: true,
    userId: row.userId,
    sessionId: row.sessionId,
    environment: row.environment,
    release: row.release,
    tags: row.tags,
    metadata: { plan: "annual", region: "eu" },
    requestId: `req_${row.seq}`,
    responseId: `resp_${row.seq}`,
    scope: "stet.gateway",
    source: "gateway",
    simulated: row.simulated,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": row.models[0],
      "server.address": "127.0.0.1",
    },
    resource: { "service.name": "billing-bot" },
    events: [],
    costUnknownBecause: row.costUsd == null ? `No price is listed for ${row.models[0]} on this date.` : null,
    ...over,
  };
}

function agentSpans(row) {
  const id = (n) => `${row.traceId.slice(0, 14)}${String(n).padStart(2, "0")}`;
  const at = (share) => micros(row.startedMs + row.durationMs * share);
  const for_ = (share) => row.durationMs * share;
  const ask = [
    text("system", system),
    {
      role: "user",
      parts: [
        { type: "text", text: "I was charged twice, see the screenshots." },
        { type: "media", modality: "image", mediaType: "image/png", url: png, bytes: 120 },
        {
          type: "media",
          modality: "image",
          mediaType: "image/jpeg",
          url: "https://files.example.com/uploads/2026/11/statement-page-1.jpg",
          bytes: 482133,
        },
        { type: "media", modality: "document", mediaType: "application/pdf", reference: "file-8f2c1b" },
      ],
    },
  ];
  const call = {
    role: "assistant",
    finishReason: "tool_calls",
    parts: [
      {
        type: "reasoning",
        text: "The user has two charges. I need the invoices of October before I say anything.",
      },
      {
        type: "tool_call",
        id: "call_1",
        name: "find_invoices",
        arguments: { customer: "C-1042", month: "2026-10" },
      },
    ],
  };
  const result = {
    role: "tool",
    parts: [
      {
        type: "tool_result",
        id: "call_1",
        name: "find_invoices",
        result: {
          invoices: [
            { id: "INV-2202", amount: { value: 49, currency: "EUR" }, state: "paid" },
            { id: "INV-2203", amount: { value: 49, currency: "EUR" }, state: "reversed" },
          ],
        },
      },
    ],
  };
  const plain = {
    usage: null,
    costUsd: null,
    provider: null,
    requestModel: null,
    responseModel: null,
    parameters: null,
    finishReasons: null,
    timeToFirstTokenMs: null,
    status: "ok",
    errorKind: null,
    errorMessage: null,
    streaming: null,
    source: "otlp",
  };
  return [
    generation(row, {
      ...plain,
      spanId: id(1),
      name: "billing-agent",
      kind: "agent",
      status: row.status,
      errorKind: row.errorKind,
      input: { question: row.inputPreview },
      output: { answer: row.outputPreview },
    }),
    generation(row, {
      ...plain,
      spanId: id(2),
      parentSpanId: id(1),
      name: "check input",
      kind: "guardrail",
      durationMs: for_(0.04),
      startedAt: at(0.01),
      input: row.inputPreview,
      output: { verdict: "allow", checks: { pii: false, injection: 0.02 } },
    }),
    generation(row, {
      ...plain,
      spanId: id(3),
      parentSpanId: id(1),
      name: "search help pages",
      kind: "retrieval",
      durationMs: for_(0.1),
      startedAt: at(0.06),
      input: { query: row.inputPreview, top: 4 },
      output: [
        { id: "kb-12", score: 0.83, text: "Duplicate charges are reversed by the bank …" },
        { id: "kb-40", score: 0.71, text: "Refunds of annual plans …" },
      ],
    }),
    generation(row, {
      spanId: id(4),
      parentSpanId: id(1),
      name: `chat ${row.models[0]}`,
      startedAt: at(0.17),
      durationMs: for_(0.3),
      timeToFirstTokenMs: for_(0.1),
      status: "ok",
      errorKind: null,
      errorMessage: null,
      input: ask,
      output: [call],
      tools: toolDefinitions,
      finishReasons: ["tool_calls"],
    }),
    generation(row, {
      ...plain,
      spanId: id(5),
      parentSpanId: id(4),
      name: "find_invoices",
      kind: "tool",
      startedAt: at(0.48),
      durationMs: for_(0.12),
      input: { customer: "C-1042", month: "2026-10" },
      output: result.parts[0].result,
    }),
    generation(row, {
      ...plain,
      spanId: id(6),
      parentSpanId: id(5),
      name: "SELECT invoice",
      kind: "span",
      startedAt: at(0.5),
      durationMs: for_(0.06),
      input: null,
      output: null,
      attributes: { "db.system": "postgresql", "db.statement": "SELECT * FROM invoice WHERE customer = $1" },
    }),
    generation(row, {
      spanId: id(7),
      parentSpanId: id(1),
      name: `chat ${row.models[0]}`,
      startedAt: at(0.61),
      durationMs: for_(0.38),
      timeToFirstTokenMs: for_(0.08),
      input: [...ask, call, result],
      output: row.status === "error" ? null : [text("assistant", report)],
      tools: toolDefinitions,
    }),
  ];
}

export function spansOf(row) {
  if (row.spanCount === 1) return [generation(row, {})];
  if (row.spanCount === 7) return agentSpans(row);
  const r = random(row.seq);
  const kinds = ["chain", "tool", "generation", "retrieval", "span", "guardrail"];
  const spans = [];
  for (let n = 0; n < row.spanCount; n++) {
    const parent = n === 0 ? null : Math.floor(r() * Math.min(n, 1 + n / 6));
    const share = n === 0 ? 0 : Math.min(0.985, n / row.spanCount);
    spans.push({
      ...generation(row, {}),
      spanId: n.toString(16).padStart(16, "0"),
      parentSpanId: parent === null ? null : parent.toString(16).padStart(16, "0"),
      name: n === 0 ? row.name : `step ${n}`,
      kind: n === 0 ? "agent" : pick(r, kinds),
      startedAt: micros(row.startedMs + row.durationMs * share),
      durationMs: n === 0 ? row.durationMs : row.durationMs * 0.0005 * (1 + r() * 20),
      status: r() < 0.01 ? "error" : "ok",
      errorKind: null,
      errorMessage: null,
      timeToFirstTokenMs: null,
      input: undefined,
      output: undefined,
      attributes: undefined,
      resource: undefined,
      metadata: undefined,
      contentOmitted: true,
    });
  }
  return spans;
}

export function generated(size, now) {
  const rows = [];
  const step = (30 * 86_400_000) / size;
  for (let seq = 0; seq < size; seq++) {
    const age = (size - seq) * step * ((size - seq) / size);
    rows.push(traceRow(seq, now - age - 3000));
  }
  const big = rows[size - 4];
  Object.assign(big, {
    name: "nightly reconciliation",
    spanCount: 30_000,
    generationCount: 5_000,
    durationMs: 184_000,
  });
  Object.assign(rows[size - 6], {
    name: "billing-agent",
    spanCount: 7,
    generationCount: 2,
    status: "ok",
    errorKind: null,
    outputPreview: "Here is what I found for customer C-1042",
  });
  return rows;
}

// Tells of a trace with Langfuse's client of version 3, an observation's end in a batch of its own; prints what was not delivered.
const { Langfuse } = require("langfuse");

async function main() {
  const client = new Langfuse({
    publicKey: "pk-any",
    secretKey: process.env.STET_KEY,
    baseUrl: process.env.STET_URL,
    flushAt: 1000,
    flushInterval: 100000,
  });
  const problems = [];
  client.on("error", (e) => problems.push(String(e)));
  const trace = client.trace({
    id: "my-own-trace-id",
    name: "refund question",
    userId: "ada",
    sessionId: "s-1",
    tags: ["langfuse-3"],
    metadata: { plan: "pro" },
    input: { question: "May I have a refund?" },
  });
  const span = trace.span({ name: "search", input: "refund" });
  const generation = span.generation({
    name: "answer",
    model: "gpt-4o-mini",
    modelParameters: { temperature: 0.2 },
    input: [{ role: "user", content: "May I have a refund?" }],
    startTime: new Date("2026-11-23T10:00:00Z"),
    prompt: undefined,
  });
  span.end({ output: ["doc-1"] });
  await client.flushAsync();
  generation.update({
    output: { role: "assistant", content: "Within 30 days." },
    usage: { input: 7, output: 5 },
    endTime: new Date("2026-11-23T10:00:02Z"),
  });
  trace.update({ output: "Within 30 days." });
  trace.score({ name: "tone", value: 0.8, comment: "kind" });
  generation.score({ name: "right", value: 1, dataType: "BOOLEAN" });
  await client.shutdownAsync();
  console.log(JSON.stringify({ problems }));
}

main();

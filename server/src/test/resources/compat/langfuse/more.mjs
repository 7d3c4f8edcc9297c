// Tells of media, deep nesting and scores, and fetches prompts through caches and without a server, with Langfuse's clients; prints what they got.
import { Langfuse, LangfuseMedia } from "langfuse";
import { LangfuseClient } from "@langfuse/client";
import { LangfuseClient as LangfuseClient4 } from "langfuse-client-4";

const baseUrl = process.env.STET_URL;
const secretKey = process.env.STET_KEY;
const options = { publicKey: "pk-any", secretKey, baseUrl };
const three = new Langfuse({ ...options, flushAt: 1000, flushInterval: 100000 });
const four = new LangfuseClient4(options);
const five = new LangfuseClient(options);
const problems = [];
three.on("error", (e) => problems.push(String(e)));

// version 3 names media only once its digests are loaded, which this leaves time for
await four.prompt.create({ name: "more/cached", prompt: "One {{x}}", labels: ["production"], tags: ["more"] });

// nested, with media, updated before and after it was sent
const trace = three.trace({ id: "nested-trace", name: "before", tags: ["a"] });
trace.update({ name: "after", userId: "eve", sessionId: "s-more", metadata: { step: 1 } });
const outer = trace.span({ name: "outer" });
const middle = outer.span({ name: "middle" });
const inner = middle.generation({
  name: "inner",
  model: "gpt-4o-mini",
  input: [
    {
      role: "user",
      content: [
        { type: "text", text: "What is this?" },
        { type: "image_url", image_url: { url: "data:image/png;base64,aGVsbG8=" } },
      ],
    },
  ],
  metadata: { file: new LangfuseMedia({ contentType: "application/pdf", contentBytes: Buffer.from("pdf") }) },
});
inner.event({ name: "noticed", level: "WARNING", statusMessage: "slow" });
inner.end({ output: "A word.", usage: { input: 3, output: 2 } });
middle.end();
outer.end();
await three.flushAsync();
trace.update({ output: { said: "A word." }, metadata: { step: 2 } });
await three.shutdownAsync();

// scores of versions 4 and 5
four.score.create({ name: "tone-4", value: "kind", dataType: "CATEGORICAL", traceId: "nested-trace" });
five.score.create({ name: "tone-5", value: 0.5, traceId: "nested-trace", comment: "half" });
five.score.create({ name: "session-5", value: 1, dataType: "BOOLEAN", sessionId: "s-more" });
await four.score.flush();
await five.score.flush();

// prompts: listed, relabelled, from caches, and without a server
const first = [];
for (const client of [three, four, five]) {
  const get = client.prompt ? (o) => client.prompt.get("more/cached", o) : (o) => client.getPrompt("more/cached", undefined, o);
  first.push({ get, before: (await get({ cacheTtlSeconds: 600 })).compile({ x: "a" }) });
}
await four.prompt.create({ name: "more/cached", prompt: "Two {{x}}" });
await four.prompt.update({ name: "more/cached", version: 2, newLabels: ["production", "staging"] });
const cached = [];
for (const { get, before } of first) {
  cached.push([before, (await get({ cacheTtlSeconds: 600 })).compile({ x: "a" }), (await get({ cacheTtlSeconds: 0 })).compile({ x: "a" })]);
}
await three.updatePrompt({ name: "more/cached", version: 1, newLabels: ["older"] });
const older = (await five.prompt.get("more/cached", { label: "older" })).version;
const listed = await five.api.prompts.list({ tag: "more", limit: 10 });
const byLabel = await four.api.prompts.list({ label: "staging" });
const away = { publicKey: "pk-any", secretKey, baseUrl: "http://127.0.0.1:9" };
const spare = [];
for (const client of [new Langfuse(away), new LangfuseClient4(away), new LangfuseClient(away)]) {
  const options = { fallback: "spare", maxRetries: 0, fetchTimeoutMs: 500 };
  const got = await (client.prompt ? client.prompt.get("more/cached", options) : client.getPrompt("more/cached", undefined, options));
  spare.push([got.compile({}), got.isFallback]);
}

console.log(JSON.stringify({ problems, cached, listed, byLabel, older, spare }));
process.exit(0);

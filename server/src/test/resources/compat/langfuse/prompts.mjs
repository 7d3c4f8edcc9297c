// Makes, labels and fetches prompts with Langfuse's clients of versions 3, 4 and 5; prints what they got.
import { Langfuse } from "langfuse";
import { LangfuseClient } from "@langfuse/client";
import { LangfuseClient as LangfuseClient4 } from "langfuse-client-4";

const baseUrl = process.env.STET_URL;
const secretKey = process.env.STET_KEY;
const three = new Langfuse({ publicKey: "pk-any", secretKey, baseUrl });
const four = new LangfuseClient4({ publicKey: "pk-any", secretKey, baseUrl });
const five = new LangfuseClient({ publicKey: "pk-any", secretKey, baseUrl });

await three.createPrompt({
  name: "support/greeting",
  prompt: "Hello {{name}}!",
  labels: ["production"],
  config: { model: "gpt-4o-mini", temperature: 0.2 },
  tags: ["billing"],
  commitMessage: "First",
});
await five.prompt.create({
  name: "support/greeting",
  prompt: "Good day {{name}}!",
  labels: ["staging"],
});
await five.prompt.create({
  name: "chat",
  type: "chat",
  prompt: [
    { role: "system", content: "You answer for {{company}}." },
    { type: "placeholder", name: "history" },
  ],
  labels: ["production"],
});

const live = await three.getPrompt("support/greeting");
const staged = await five.prompt.get("support/greeting", { label: "staging" });
const chat = await five.prompt.get("chat", { type: "chat" });
await five.prompt.update({ name: "support/greeting", version: 2, newLabels: ["production"] });
const moved = await four.prompt.get("support/greeting");
const missing = await five.prompt.get("no such prompt", { fallback: "spare", maxRetries: 0 });
await three.shutdownAsync();

console.log(
  JSON.stringify({
    live: live.compile({ name: "Ada" }),
    config: live.config,
    labels: live.labels,
    staged: staged.compile({ name: "Ada" }),
    chat: chat.compile({ company: "ACME" }, { history: [{ role: "user", content: "Hi" }] }),
    moved: moved.version,
    missing: missing.compile({}),
  }),
);

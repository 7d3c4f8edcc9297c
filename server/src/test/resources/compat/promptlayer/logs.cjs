// Logs calls and what is said of them with PromptLayer's own client; prints what it was answered.
const { PromptLayer } = require("promptlayer");

const client = new PromptLayer({ apiKey: process.env.STET_KEY, baseURL: process.env.STET_URL });
const chat = (role, text) => ({
  type: "chat",
  messages: [{ role, content: [{ type: "text", text }] }],
});

async function main() {
const logged = await client.logRequest({
  provider: "openai",
  model: "gpt-4o-mini",
  input: chat("user", "May I have a refund?"),
  output: chat("assistant", "Within 30 days."),
  request_start_time: Date.now() / 1000 - 2,
  request_end_time: Date.now() / 1000,
  input_tokens: 7,
  output_tokens: 5,
  price: 0,
  tags: ["billing"],
  metadata: { user_id: "ada", plan: 3 },
});
const id = logged.id;
const answers = {
  id,
  score: await client.track.score({ request_id: id, score: 80, score_name: "tone" }),
  metadata: await client.track.metadata({ request_id: id, metadata: { ticket: "T-1" } }),
};
const group = await client.group.create();
answers.group = await client.track.group({ request_id: id, group_id: group });

const OpenAI = client.OpenAI;
const openai = new OpenAI({ apiKey: process.env.STET_KEY, baseURL: process.env.STET_URL + "/v1" });
const [reply, tracked] = await openai.chat.completions.create({
  model: "simulated-small",
  messages: [{ role: "user", content: "Hello" }],
  return_pl_id: true,
  pl_tags: ["proxied"],
});
answers.proxied = { id: tracked, words: reply.choices[0].message.content };

const Anthropic = client.Anthropic;
const anthropic = new Anthropic({ apiKey: process.env.STET_KEY, baseURL: process.env.STET_URL });
const [message, second] = await anthropic.messages.create({
  model: "simulated-small",
  max_tokens: 100,
  messages: [{ role: "user", content: "Hello" }],
  return_pl_id: true,
});
answers.anthropic = { id: second, words: message.content[0].text };
console.log(JSON.stringify(answers));
}

main();

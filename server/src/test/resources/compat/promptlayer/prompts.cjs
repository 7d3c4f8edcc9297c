// Publishes, fetches and runs prompts with PromptLayer's own client; prints what it got.
const { PromptLayer } = require("promptlayer");

async function main() {
  const client = new PromptLayer({ apiKey: process.env.STET_KEY, baseURL: process.env.STET_URL });
  const part = (text) => [{ type: "text", text }];
  const version = (prompt_name, model, text) => ({
    prompt_name,
    tags: ["billing"],
    commit_message: "First",
    prompt_template: {
      type: "chat",
      messages: [
        { role: "system", content: part("You answer for {company}."), template_format: "f-string" },
        { role: "user", content: part(text), template_format: "f-string" },
      ],
    },
    metadata: { model, owner: "ada" },
    release_labels: ["prod"],
  });

  const published = await client.templates.publish(
    version("support/billing", { provider: "openai", name: "simulated-small", parameters: { temperature: 0.2 } }, "{question}"),
  );
  await client.templates.publish(
    version("claude", { provider: "anthropic", name: "simulated-small", parameters: { max_tokens: 200 } }, "{question}"),
  );
  const got = await client.templates.get("support/billing", {
    label: "prod",
    input_variables: { company: "ACME", question: "May I have a refund?" },
  });
  const all = await client.templates.all();

  const ask = (promptName, more) =>
    client.run({
      promptName,
      promptReleaseLabel: "prod",
      inputVariables: { company: "ACME", question: "May I have a refund?" },
      tags: ["run"],
      metadata: { user_id: "ada" },
      ...more,
    });
  const run = await ask("support/billing");
  const anthropic = await ask("claude");
  let streamed = "";
  let last;
  for await (const chunk of await ask("support/billing", { stream: true, metadata: undefined })) {
    streamed += chunk.raw_response?.choices?.[0]?.delta?.content ?? "";
    last = chunk;
  }
  const score = await client.track.score({ request_id: run.request_id, score: 90, score_name: "helpful" });
  let failed;
  try {
    await ask("support/billing", { model: "no/such-model", provider: "nobody" });
  } catch (e) {
    failed = String(e.message);
  }
  console.log(
    JSON.stringify({
      published,
      got,
      names: all.map((it) => it.prompt_name),
      run: { id: run.request_id, words: run.raw_response.choices[0].message.content, blueprint: run.prompt_blueprint },
      anthropic: { id: anthropic.request_id, words: anthropic.raw_response.content[0].text },
      streamed: { words: streamed, id: last.request_id },
      score,
      failed,
    }),
  );
}

main();

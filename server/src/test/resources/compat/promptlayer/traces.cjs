// Traces work, runs a prompt from the client's cache and says which prompt a request was of, with PromptLayer's own client.
const { PromptLayer } = require("promptlayer");

async function main() {
  const settings = { apiKey: process.env.STET_KEY, baseURL: process.env.STET_URL };
  const client = new PromptLayer({ ...settings, enableTracing: true });
  await client.templates.publish({
    prompt_name: "traced",
    prompt_template: {
      type: "chat",
      messages: [
        { role: "system", content: [{ type: "text", text: "You answer for {company}." }], template_format: "f-string" },
        { role: "user", content: [{ type: "text", text: "{question}" }], template_format: "f-string" },
      ],
    },
    metadata: { model: { provider: "openai", name: "simulated-small", parameters: {} } },
    release_labels: ["prod"],
  });

  const look = client.wrapWithSpan("look up", async (order) => ({ order: order.id, state: "paid" }), { node_type: "CODE_EXECUTION" });
  const found = await look({ id: "o-1", api_key: "sk-secret-1" });
  const fails = client.wrapWithSpan("fails", () => {
    throw new Error("no such order");
  });
  let failed;
  try {
    fails();
  } catch (e) {
    failed = e.message;
  }
  const run = await client.run({
    promptName: "traced",
    promptReleaseLabel: "prod",
    inputVariables: { company: "ACME", question: "May I have a refund?" },
    tags: ["traced-run"],
  });
  const tracked = await client.track.prompt({
    request_id: run.request_id,
    prompt_name: "traced",
    prompt_input_variables: { company: "ACME" },
    version: 1,
  });

  const cached = new PromptLayer({ ...settings, cacheTtlSeconds: 60 });
  const said = [];
  for (const company of ["ACME", "Other"]) {
    const got = await cached.templates.get("traced", { label: "prod", input_variables: { company, question: "Why {not}?" } });
    said.push([got.prompt_template.messages[0].content[0].text, got.llm_kwargs.messages[1].content]);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  console.log(JSON.stringify({ found, failed, run: run.request_id, words: run.raw_response.choices[0].message.content, tracked, said }));
}

main();

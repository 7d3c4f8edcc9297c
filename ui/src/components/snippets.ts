export interface SnippetFacts {
  openai: string;
  otlp: string;
  /** Absent, the snippets read it from the environment. */
  key?: string;
  model: string;
}

export type Language = "curl" | "Python" | "TypeScript" | "Java" | "OpenTelemetry";

export const languages: Language[] = ["curl", "Python", "TypeScript", "Java", "OpenTelemetry"];

const question = "Why was I charged twice?";

export function snippet(language: Language, { openai, otlp, key, model }: SnippetFacts): string {
  const quoted = key && `"${key}"`;
  const shell = key ?? "$STET_KEY";
  switch (language) {
    case "curl":
      return `curl ${openai}/chat/completions \\
  -H "Authorization: Bearer ${shell}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "messages": [{"role": "user", "content": "${question}"}]
  }'`;
    case "Python":
      return `${key ? "" : "import os\n"}from openai import OpenAI

client = OpenAI(base_url="${openai}", api_key=${quoted ?? 'os.environ["STET_KEY"]'})
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "${question}"}],
)
print(answer.choices[0].message.content)`;
    case "TypeScript":
      return `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${openai}", apiKey: ${quoted ?? "process.env.STET_KEY"} });
const answer = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "${question}" }],
});
console.log(answer.choices[0].message.content);`;
    case "Java":
      return `var client = OpenAIOkHttpClient.builder()
    .baseUrl("${openai}")
    .apiKey(${quoted ?? 'System.getenv("STET_KEY")'})
    .build();
var answer = client.chat().completions().create(ChatCompletionCreateParams.builder()
    .model("${model}")
    .addUserMessage("${question}")
    .build());
System.out.println(answer.choices().get(0).message().content().orElse(""));`;
    case "OpenTelemetry":
      return `# any OpenTelemetry SDK or instrumentation that follows the GenAI conventions
export OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="${otlp}"
export OTEL_EXPORTER_OTLP_TRACES_PROTOCOL="http/protobuf"
export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${shell}"
export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true`;
  }
}

import { require_, start } from './setup.mjs';
import { tools, claudeTools } from './tools.mjs';
const s = await start('openinference'); const provider = s.make();
const { OpenAIInstrumentation } = require_('@arizeai/openinference-instrumentation-openai');
const { AnthropicInstrumentation } = require_('@arizeai/openinference-instrumentation-anthropic');
const core = require_('@arizeai/openinference-core');
const { context } = require_('@opentelemetry/api');
const OpenAI = require_('openai'), Anthropic = require_('@anthropic-ai/sdk');
const o = new OpenAIInstrumentation(); o.setTracerProvider?.(provider); o.manuallyInstrument(OpenAI.default ?? OpenAI);
const a = new AnthropicInstrumentation(); a.setTracerProvider?.(provider); a.manuallyInstrument(Anthropic.default ?? Anthropic);
let ctx = core.setSession(context.active(), { sessionId: 'conv-42' });
ctx = core.setUser(ctx, { userId: 'ada' }); ctx = core.setMetadata(ctx, { plan: 'gold', seats: 3 }); ctx = core.setTags(ctx, ['beta', 'billing']);
ctx = core.setPromptTemplate(ctx, { template: 'Was {{number}} paid?', version: '7', variables: { number: 'INV-7' } });
await context.with(ctx, async () => {
  const client = new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'sk-not-a-key', baseURL: s.openai, maxRetries: 0 });
  const messages = [{ role: 'system', content: 'You answer billing questions.' }, { role: 'user', content: 'Was invoice INV-7 paid?' }];
  const first = await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 200, user: 'ada', messages, tools });
  messages.push(first.choices[0].message, { role: 'tool', tool_call_id: 'call_1', content: '{"paid":"3 March"}' });
  await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, messages, tools });
  const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages: messages.slice(0, 2), stream: true, stream_options: { include_usage: true } });
  for await (const _ of stream) { /* read to the end */ }
  await client.embeddings.create({ model: 'text-embedding-3-small', input: 'invoice', encoding_format: 'float' });
  await client.chat.completions.create({ model: 'no-such-model', messages: messages.slice(0, 2) }).catch((e) => console.log('as meant:', e.message));
  const claude = new (Anthropic.Anthropic ?? Anthropic)({ apiKey: 'not-a-key', baseURL: s.anthropic, maxRetries: 0 });
  await claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 200, system: 'You answer billing questions.', messages: [{ role: 'user', content: 'Was invoice INV-7 paid?' }], tools: claudeTools });
});
await s.stop(provider);

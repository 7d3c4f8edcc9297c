import { require_, start } from './setup.mjs';
const s = await start('langsmith');
Object.assign(process.env, { LANGSMITH_TRACING: 'true', LANGSMITH_API_KEY: 'not-a-key', LANGSMITH_ENDPOINT: s.base, LANGSMITH_PROJECT: 'billing', LANGSMITH_OTEL_ENABLED: 'true', OTEL_SERVICE_NAME: 'billing-bot' });
const { initializeOTEL } = require_('langsmith/experimental/otel/setup');
const { DEFAULT_LANGSMITH_SPAN_PROCESSOR, LangSmithOTLPTraceExporter } = initializeOTEL();
const { wrapOpenAI } = require_('langsmith/wrappers'); const { traceable } = require_('langsmith/traceable');
const OpenAI = require_('openai');
const client = wrapOpenAI(new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'sk-not-a-key', baseURL: s.openai, maxRetries: 0 }));
const find = traceable(async ({ number }) => ({ number, paid: '3 March' }), { name: 'find_invoice', run_type: 'tool' });
const docs = traceable(async () => [{ page_content: 'paid 3 March', metadata: { id: 'd1' }, type: 'Document' }], { name: 'invoices', run_type: 'retriever' });
const messages = [{ role: 'system', content: 'You answer billing questions.' }, { role: 'user', content: 'Was invoice INV-7 paid?' }];
const answer = traceable(async (question) => {
  await docs({ query: question });
  await find({ number: 'INV-7' });
  const a = await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 200, messages });
  const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true, stream_options: { include_usage: true } });
  for await (const _ of stream) { /* read to the end */ }
  await client.chat.completions.create({ model: 'no-such-model', messages }).catch((e) => console.log('as meant:', e.message));
  return a.choices[0].message.content;
}, { name: 'answer', tags: ['beta', 'billing'], metadata: { user_id: 'ada', session_id: 'conv-42', plan: 'gold' } });
await answer('Was invoice INV-7 paid?');
await new Promise((r) => setTimeout(r, 500));
await DEFAULT_LANGSMITH_SPAN_PROCESSOR.shutdown();
await s.stop();

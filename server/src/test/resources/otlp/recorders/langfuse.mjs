import { require_, start } from './setup.mjs';
const s = await start('langfuse');
process.env.LANGFUSE_BASE_URL = s.base; process.env.LANGFUSE_PUBLIC_KEY = 'pk-not-a-key'; process.env.LANGFUSE_SECRET_KEY = 'sk-not-a-key';
const { LangfuseSpanProcessor } = require_('@langfuse/otel');
const provider = s.make(new LangfuseSpanProcessor({ environment: 'staging', release: '1.4.0' }));
const t = require_('@langfuse/tracing'); const { observeOpenAI } = require_('@langfuse/openai');
const OpenAI = require_('openai');
const client = new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'sk-not-a-key', baseURL: s.openai, maxRetries: 0 });
const prompt = { name: 'billing/answer', version: 7, isFallback: false };
await t.startActiveObservation('answer', async (root) => {
  root.update({ input: { question: 'Was invoice INV-7 paid?' }, metadata: { plan: 'gold' } });
  await t.propagateAttributes({ userId: 'ada', sessionId: 'conv-42', tags: ['beta', 'billing'], metadata: { tier: 'eu' }, version: '3', traceName: 'billing' }, async () => {
    const messages = [{ role: 'system', content: 'You answer billing questions.' }, { role: 'user', content: 'Was invoice INV-7 paid?' }];
    await observeOpenAI(client, { generationName: 'ask', langfusePrompt: prompt }).chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 200, messages });
    const stream = await observeOpenAI(client).chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true, stream_options: { include_usage: true } });
    for await (const _ of stream) { /* read to the end */ }
    await observeOpenAI(client).chat.completions.create({ model: 'no-such-model', messages }).catch((e) => console.log('as meant:', e.message));
    const r = t.startObservation('invoices', { input: 'INV-7' }, { asType: 'retriever' }); r.update({ output: [{ id: 'd1', text: 'paid 3 March' }] }).end();
    const tool = t.startObservation('find_invoice', { input: { number: 'INV-7' } }, { asType: 'tool' }); tool.update({ output: { paid: '3 March' }, level: 'WARNING', statusMessage: 'slow' }).end();
    const g = t.startObservation('own', { model: 'claude-sonnet-4-5', input: [{ role: 'user', content: 'hi' }], modelParameters: { temperature: 0.5 } }, { asType: 'generation' });
    g.update({ output: 'hello', usageDetails: { input: 18, output: 73, cache_read_input_tokens: 768, cache_creation_input_tokens: 256 }, costDetails: { input: 0.001, output: 0.002, total: 0.003 }, completionStartTime: new Date() }).end();
  });
  root.update({ output: 'Yes.' });
});
await s.stop(provider);

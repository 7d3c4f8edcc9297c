import { require_, start } from './setup.mjs';
const version = process.argv[2];
const s = await start('vercel-' + version); const provider = s.make();
const ai = require_('ai'); const { createOpenAI } = require_('@ai-sdk/openai'); const { z } = require_('zod');
const openai = createOpenAI({ apiKey: 'sk-not-a-key', baseURL: s.openai });
const telemetry = { isEnabled: true, functionId: 'billing-answer', metadata: { userId: 'ada', sessionId: 'conv-42', tags: ['beta', 'billing'], plan: 'gold' } };
let extra;
if (version === '7') {
  const otel = require_('@ai-sdk/otel'); ai.registerTelemetry(new otel.OpenTelemetry({ headers: false }));
  extra = { telemetry: { isEnabled: true, functionId: 'billing-answer' }, runtimeContext: { userId: 'ada', sessionId: 'conv-42' } };
} else extra = { experimental_telemetry: telemetry };
const tools = { find_invoice: ai.tool({ description: 'Finds an invoice', inputSchema: z.object({ number: z.string(), copies: z.number() }), execute: async ({ number }) => ({ number, paid: '3 March' }) }) };
const answer = await ai.generateText({ model: openai.chat('gpt-4o-mini'), system: 'You answer billing questions.', prompt: 'Was invoice INV-7 paid?', temperature: 0.2, maxOutputTokens: 200, maxRetries: 0, tools, stopWhen: ai.stepCountIs(3), ...extra });
console.log(answer.text, answer.totalUsage);
const stream = ai.streamText({ model: openai.chat('gpt-4o-mini'), prompt: 'Was invoice INV-7 paid?', maxRetries: 0, ...extra });
for await (const _ of stream.textStream) { /* read to the end */ }
await ai.embed({ model: openai.embedding('text-embedding-3-small'), value: 'invoice', maxRetries: 0, ...extra });
await ai.generateText({ model: openai.chat('no-such-model'), prompt: 'Was invoice INV-7 paid?', maxRetries: 0, ...extra }).catch((e) => console.log('as meant:', e.message));
await s.stop(provider);

import { require_, start } from './setup.mjs';
import { tools, claudeTools } from './tools.mjs';
const s = await start('traceloop');
const OpenAI = require_('openai'); const Anthropic = require_('@anthropic-ai/sdk');
const t = require_('@traceloop/node-server-sdk');
t.initialize({ appName: 'billing-bot', exporter: s.exporter, disableBatch: false, silenceInitializationMessage: true, baseUrl: s.base, apiKey: 'not-a-key', traceloopSyncEnabled: false,
  instrumentModules: { openAI: OpenAI.OpenAI ?? OpenAI, anthropic: Anthropic } });
const messages = [{ role: 'system', content: 'You answer billing questions.' }, { role: 'user', content: 'Was invoice INV-7 paid?' }];
await t.withAssociationProperties({ user_id: 'ada', session_id: 'conv-42', plan: 'gold' }, () => t.withWorkflow({ name: 'billing', version: 3 }, async () => t.withAgent({ name: 'answerer' }, async (question) => {
  await t.withTool({ name: 'find_invoice' }, async ({ number }) => ({ number, paid: '3 March' }), { number: 'INV-7' });
  const client = new (OpenAI.OpenAI ?? OpenAI)({ apiKey: 'sk-not-a-key', baseURL: s.openai, maxRetries: 0 });
  await t.withTask({ name: 'ask' }, async () => { await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 200, messages, tools }); });
  const claude = new Anthropic.Anthropic({ apiKey: 'not-a-key', baseURL: s.anthropic, maxRetries: 0 });
  await claude.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 200, system: 'You answer billing questions.', messages: [{ role: 'user', content: 'Was invoice INV-7 paid?' }], tools: claudeTools });
  return 'Yes.';
}, 'Was invoice INV-7 paid?')));
await t.forceFlush();
await s.stop();

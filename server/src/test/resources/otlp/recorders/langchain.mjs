import { require_, start } from './setup.mjs';
const s = await start('openinference-langchain'); const provider = s.make();
const { LangChainInstrumentation } = require_('@arizeai/openinference-instrumentation-langchain');
const cb = require_('@langchain/core/callbacks/manager');
const i = new LangChainInstrumentation(); i.setTracerProvider?.(provider); i.manuallyInstrument(cb);
const { ChatOpenAI } = require_('@langchain/openai');
const { ChatPromptTemplate } = require_('@langchain/core/prompts');
const { tool } = require_('@langchain/core/tools');
const { RunnableLambda } = require_('@langchain/core/runnables');
const { z } = require_('zod');
const llm = new ChatOpenAI({ model: 'gpt-4o-mini', temperature: 0.2, apiKey: 'sk-not-a-key', maxRetries: 0, configuration: { baseURL: s.openai } });
const find = tool(async ({ number }) => `{"number":"${number}","paid":"3 March"}`, { name: 'find_invoice', description: 'Finds an invoice', schema: z.object({ number: z.string() }) });
const chain = ChatPromptTemplate.fromMessages([['system', 'You answer billing questions.'], ['human', 'Was invoice {number} paid?']]).pipe(llm)
  .pipe(RunnableLambda.from(async (m, config) => { await find.invoke({ number: 'INV-7' }, config); return m.content; }).withConfig({ runName: 'look' }));
console.log(await chain.invoke({ number: 'INV-7' }, { runName: 'billing', tags: ['beta'], metadata: { session_id: 'conv-42', plan: 'gold' } }));
await s.stop(provider);

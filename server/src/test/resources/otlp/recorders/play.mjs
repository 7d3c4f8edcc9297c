export async function play(OpenAI, port) {
  const client = new OpenAI({ apiKey: 'sk-not-a-key', baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
  const tools = [{ type: 'function', function: { name: 'find_invoice', description: 'Finds an invoice', parameters: { type: 'object', properties: { number: { type: 'string' }, copies: { type: 'integer' } } } } }];
  const messages = [{ role: 'system', content: 'You answer billing questions.' }, { role: 'user', content: 'Was invoice INV-7 paid?' }];
  const first = await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 200, user: 'ada', messages, tools });
  messages.push(first.choices[0].message, { role: 'tool', tool_call_id: 'call_1', content: '{"paid":"3 March"}' });
  await client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, messages, tools });
  const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages: messages.slice(0, 2), stream: true, stream_options: { include_usage: true } });
  for await (const _ of stream) { /* read to the end */ }
  await client.chat.completions.create({ model: 'no-such-model', messages: messages.slice(0, 2) }).catch((e) => console.log('as meant:', e.message));
}

// A model that answers the same every time in the wire format it is asked in, and a receiver that writes down what it is sent.
import http from 'node:http';
import fs from 'node:fs';
const body = (req) => new Promise((ok) => { const parts = []; req.on('data', (d) => parts.push(d)); req.on('end', () => ok(Buffer.concat(parts))); });
const json = (res, status, value) => { res.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1', 'x-request-id': 'req_1' }); res.end(JSON.stringify(value)); };
const TEXT = 'Invoice INV-7 was paid on 3 March. Grüße 😀';
const usage = { prompt_tokens: 1042, completion_tokens: 73, total_tokens: 1115, prompt_tokens_details: { cached_tokens: 768 }, completion_tokens_details: { reasoning_tokens: 40 } };

function chat(ask, res) {
  if (ask.model === 'no-such-model') return json(res, 404, { error: { message: 'The model no-such-model does not exist', type: 'invalid_request_error', param: null, code: 'model_not_found' } });
  const last = ask.messages.at(-1);
  const wantsTool = ask.tools && last.role === 'user';
  const message = wantsTool
    ? { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'find_invoice', arguments: '{"number":"INV-7","copies":2}' } }] }
    : { role: 'assistant', content: TEXT };
  const finish_reason = wantsTool ? 'tool_calls' : 'stop';
  if (ask.stream) {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = (delta, finish = null, extra = {}) => res.write('data: ' + JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [{ index: 0, delta, finish_reason: finish }], ...extra }) + '\n\n');
    chunk({ role: 'assistant', content: '' }); chunk({ content: 'Invoice INV-7 ' }); chunk({ content: 'was paid.' }); chunk({}, 'stop');
    res.write('data: ' + JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [], usage }) + '\n\n');
    return res.end('data: [DONE]\n\n');
  }
  json(res, 200, { id: 'chatcmpl-1', object: 'chat.completion', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [{ index: 0, message, finish_reason }], usage });
}

function messages(ask, res) {
  if (ask.model === 'no-such-model') return json(res, 529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_1' });
  const wantsTool = ask.tools && typeof ask.messages.at(-1).content === 'string';
  const content = wantsTool ? [{ type: 'tool_use', id: 'toolu_1', name: 'find_invoice', input: { number: 'INV-7', copies: 2 } }] : [{ type: 'text', text: TEXT }];
  const used = { input_tokens: 18, cache_creation_input_tokens: 256, cache_read_input_tokens: 768, cache_creation: { ephemeral_5m_input_tokens: 256, ephemeral_1h_input_tokens: 0 }, output_tokens: 73, service_tier: 'standard' };
  const reply = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-4-5-20250929', content, stop_reason: wantsTool ? 'tool_use' : 'end_turn', stop_sequence: null, usage: used };
  if (!ask.stream) return json(res, 200, reply);
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (event) => res.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  send({ type: 'message_start', message: { ...reply, content: [], stop_reason: null, usage: { ...used, output_tokens: 1 } } });
  send({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
  send({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Invoice INV-7 was paid.' } });
  send({ type: 'content_block_stop', index: 0 });
  send({ type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 73 } });
  send({ type: 'message_stop' });
  res.end();
}

function embeddings(ask, res) {
  const floats = Float32Array.from({ length: 256 }, (_, i) => i / 256);
  const embedding = ask.encoding_format === 'base64' ? Buffer.from(floats.buffer).toString('base64') : [...floats];
  json(res, 200, { object: 'list', model: 'text-embedding-3-small', data: [].concat(ask.input).map((_, index) => ({ object: 'embedding', index, embedding })), usage: { prompt_tokens: 9, total_tokens: 9 } });
}

export function model(port = 0) {
  return new Promise((ok) => { const s = http.createServer(async (req, res) => {
    const bytes = await body(req);
    const ask = bytes.length ? JSON.parse(bytes.toString()) : {};
    if (req.url.includes('/chat/completions')) return chat(ask, res);
    if (req.url.includes('/messages')) return messages(ask, res);
    if (req.url.includes('/embeddings')) return embeddings(ask, res);
    console.log('unexpected', req.method, req.url); json(res, 200, {});
  }); s.listen(port, () => ok(s)); });
}
export function receiver(name, folder, port = 0) {
  let n = 0;
  return new Promise((ok) => { const s = http.createServer(async (req, res) => {
    const bytes = await body(req);
    const type = req.headers['content-type'] ?? '', enc = req.headers['content-encoding'] ?? 'identity';
    const ext = (type.includes('json') ? 'json' : 'pb') + (enc === 'gzip' ? '.gz' : '');
    if (req.url.includes('trace')) fs.writeFileSync(`${folder}/${name}-${++n}.${ext}`, bytes);
    console.log(name, n, req.method, req.url, type, enc, Object.keys(req.headers).join(','), bytes.length);
    res.writeHead(200, { 'content-type': type || 'application/json' }); res.end(type.includes('json') || !type ? '{}' : '');
  }); s.listen(port, () => ok(s)); });
}

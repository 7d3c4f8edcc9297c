// A model that answers the same every time, and a receiver that writes down what it is sent.
import http from 'node:http';
import fs from 'node:fs';
const body = (req) => new Promise((ok) => { const parts = []; req.on('data', (d) => parts.push(d)); req.on('end', () => ok(Buffer.concat(parts))); });
const usage = { prompt_tokens: 1042, completion_tokens: 73, total_tokens: 1115, prompt_tokens_details: { cached_tokens: 768 }, completion_tokens_details: { reasoning_tokens: 40 } };
export function model() {
  return new Promise((ok) => { const s = http.createServer(async (req, res) => {
    const ask = JSON.parse((await body(req)).toString());
    if (ask.model === 'no-such-model') { res.writeHead(404, { 'content-type': 'application/json' }); res.end(JSON.stringify({ error: { message: 'The model no-such-model does not exist', type: 'invalid_request_error', param: null, code: 'model_not_found' } })); return; }
    const last = ask.messages.at(-1);
    const wantsTool = ask.tools && last.role === 'user';
    const message = wantsTool
      ? { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'find_invoice', arguments: '{"number":"INV-7","copies":2}' } }] }
      : { role: 'assistant', content: 'Invoice INV-7 was paid on 3 March. Grüße 😀' };
    const finish_reason = wantsTool ? 'tool_calls' : 'stop';
    if (ask.stream) {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = (delta, finish = null, extra = {}) => res.write('data: ' + JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [{ index: 0, delta, finish_reason: finish }], ...extra }) + '\n\n');
      chunk({ role: 'assistant', content: '' }); chunk({ content: 'Invoice INV-7 ' }); chunk({ content: 'was paid.' }); chunk({}, 'stop');
      res.write('data: ' + JSON.stringify({ id: 'chatcmpl-2', object: 'chat.completion.chunk', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [], usage }) + '\n\n');
      res.end('data: [DONE]\n\n'); return;
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', created: 1790000000, model: 'gpt-4o-mini-2024-07-18', choices: [{ index: 0, message, finish_reason }], usage }));
  }); s.listen(0, () => ok(s)); });
}
export function receiver(name, folder) {
  let n = 0;
  return new Promise((ok) => { const s = http.createServer(async (req, res) => {
    const bytes = await body(req);
    const type = req.headers['content-type'], enc = req.headers['content-encoding'] ?? 'identity';
    const ext = (type.includes('json') ? 'json' : 'pb') + (enc === 'gzip' ? '.gz' : '');
    fs.writeFileSync(`${folder}/${name}-${++n}.${ext}`, bytes);
    console.log(name, n, req.method, req.url, JSON.stringify(req.headers), bytes.length);
    res.writeHead(200, { 'content-type': type }); res.end(type.includes('json') ? '{}' : '');
  }); s.listen(0, () => ok(s)); });
}

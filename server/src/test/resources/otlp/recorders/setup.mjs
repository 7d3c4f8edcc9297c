// A tracer that sends JSON to the receiver; packages come from the folder named by the recording.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { model, receiver } from './mock.mjs';
export const require_ = createRequire(pathToFileURL(process.env.PACKAGES + '/').href);
export async function start(name, folder = 'out') {
  const s = await receiver(name, folder), m = await model();
  const { NodeTracerProvider, BatchSpanProcessor } = require_('@opentelemetry/sdk-trace-node');
  const { resourceFromAttributes } = require_('@opentelemetry/resources');
  const { OTLPTraceExporter } = require_('@opentelemetry/exporter-trace-otlp-http');
  const url = `http://127.0.0.1:${s.address().port}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, headers: { authorization: 'Bearer stet_not-a-key' } });
  const make = (processor) => { const p = new NodeTracerProvider({ resource: resourceFromAttributes({ 'service.name': 'billing-bot', 'service.version': '1.4.0', 'deployment.environment.name': 'staging' }), spanProcessors: [processor ?? new BatchSpanProcessor(exporter)] }); p.register(); return p; };
  return { exporter, make, url, base: `http://127.0.0.1:${s.address().port}`, openai: `http://127.0.0.1:${m.address().port}/v1`, anthropic: `http://127.0.0.1:${m.address().port}`,
    stop: async (provider) => { await provider?.forceFlush(); await provider?.shutdown(); s.close(); m.close(); process.exit(0); } };
}

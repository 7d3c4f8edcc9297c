// Makes a session of many traces and a trace of many spans over OTLP, opens both in a real browser, and prints how long
// each took to open and how smoothly it scrolls. Needs a running server, and an API key of its project 'demo' in STET_KEY.
import { chromium } from "@playwright/test";

const base = process.env.STET_URL ?? "http://127.0.0.1:7070";
const traces = Number(process.env.TRACES ?? 20_000);
const spans = Number(process.env.SPANS ?? 30_000);
const began = Date.now() - 3_600_000;
const hex = (n, length) => n.toString(16).padStart(length, "0");
const run = hex(Date.now() % 0xffffff, 6);
const text = (key, value) => ({ key, value: { stringValue: value } });
const at = (ms) => `${BigInt(Math.round(ms * 1000)) * 1000n}`;

const message = (role, content) => JSON.stringify([{ role, parts: [{ type: "text", content }] }]);

const span = (traceId, spanId, parentSpanId, name, start, length, attributes) => ({
  traceId,
  spanId,
  parentSpanId,
  name,
  kind: 1,
  startTimeUnixNano: at(start),
  endTimeUnixNano: at(start + length),
  attributes,
});

function* made() {
  for (let i = 0; i < traces; i++)
    yield span(`a${run}${hex(i, 25)}`, hex(i + 1, 16), "", "chat", began + i * 150, 900, [
      text("gen_ai.operation.name", "chat"),
      text("gen_ai.request.model", "simulated-large"),
      text("gen_ai.provider.name", "simulated"),
      text("session.id", `long-${run}`),
      text("user.id", "u-long"),
      text("gen_ai.input.messages", message("user", `Question ${i}: why was I charged ${i % 90} dollars?`)),
      text(
        "gen_ai.output.messages",
        message("assistant", `Answer ${i}. ${"It is the prorated part of the plan. ".repeat(1 + (i % 6))}`),
      ),
    ]);
  const trace = `b${run}${hex(0, 25)}`;
  for (let i = 0; i < spans; i++) {
    const parent = i === 0 ? "" : hex(Math.floor((i - 1) / 8) + 1, 16);
    yield span(trace, hex(i + 1, 16), parent, i % 3 ? `step ${i}` : `tool ${i}`, began + i, i ? 40 : spans, [
      text("gen_ai.operation.name", i % 3 ? "chain" : "execute_tool"),
      text("note", "x".repeat(200)),
    ]);
  }
}

async function send(batch) {
  const answer = await fetch(`${base}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${process.env.STET_KEY}` },
    body: JSON.stringify({ resourceSpans: [{ resource: {}, scopeSpans: [{ spans: batch }] }] }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

let batch = [];
for (const one of made()) {
  batch.push(one);
  if (batch.length === 1_000) {
    await send(batch);
    batch = [];
  }
}
if (batch.length > 0) await send(batch);

const browser = await chromium.launch({
  executablePath: process.env.STET_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${base}/sign-in?from=${encodeURIComponent("/projects")}`);
await page.getByLabel("Name", { exact: true }).fill("admin");
await page.getByLabel("Password", { exact: true }).fill(process.env.STET_ADMIN_PASSWORD ?? "stet");
await page.getByRole("button", { name: "Sign in" }).click();
await page.getByRole("table", { name: "Projects" }).waitFor();

const api = `/api/v1/projects/demo`;
const stored = (path, field) =>
  page.evaluate(
    async ([url, name]) => {
      const answer = await fetch(url);
      const body = answer.ok ? await answer.json() : {};
      return (body.trace ?? body)[name] ?? 0;
    },
    [`${api}${path}`, field],
  );
const until = async (path, field, wanted) => {
  while ((await stored(path, field)) < wanted) await new Promise((next) => setTimeout(next, 1_000));
};
await until(`/sessions/long-${run}`, "traceCount", traces);
await until(`/traces/b${run}${hex(0, 25)}`, "spanCount", spans);

async function open(path, ready, scroller) {
  const times = [];
  for (let round = 0; round < 5; round++) {
    const start = Date.now();
    await page.goto(`${base}${path}`);
    await ready().waitFor();
    times.push(Date.now() - start);
  }
  times.sort((a, b) => a - b);
  console.log(
    `${path}: open in ${times[2]} ms (median of 5, ${times[0]} to ${times[4]}), whole page load included`,
  );
  for (const step of [40, 400, 8_000]) {
    const frames = await page.evaluate(
      ([selector, pixels]) =>
        new Promise((done) => {
          const box = document.querySelector(selector);
          const frames = [];
          let last = performance.now();
          box.scrollTop = 0;
          const frame = (now) => {
            frames.push(now - last);
            last = now;
            box.scrollTop += pixels;
            if (frames.length < 200) requestAnimationFrame(frame);
            else done(frames.slice(5).sort((a, b) => a - b));
          };
          requestAnimationFrame(frame);
        }),
      [scroller, step],
    );
    const share = (part) => frames[Math.floor(frames.length * part)].toFixed(1);
    console.log(
      `  ${step} px a frame: median ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms`,
    );
  }
}

await open(
  `/projects/demo/sessions/long-${run}`,
  () => page.getByText("Question 0:", { exact: false }).first(),
  "[role=feed]",
);
await open(
  `/projects/demo/traces/b${run}${hex(0, 25)}`,
  () => page.getByRole("treeitem").nth(5),
  "[role=tree]",
);
await browser.close();

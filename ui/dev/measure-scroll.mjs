// Scrolls the whole traces list in a real browser and prints its frame times. Needs a running server with many traces.
import { chromium } from "@playwright/test";

const base = process.env.STET_URL ?? "http://127.0.0.1:7070";
const browser = await chromium.launch({
  executablePath: process.env.STET_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${base}/sign-in?from=${encodeURIComponent("/projects/demo/traces?range=all")}`);
await page.getByLabel("Password", { exact: true }).fill(process.env.STET_ADMIN_PASSWORD ?? "stet");
await page.getByRole("button", { name: "Sign in" }).click();
await page.getByRole("grid", { name: "Traces" }).waitFor();

const load = await page.evaluate(async () => {
  const grid = document.querySelector("[role=grid]");
  const start = performance.now();
  let before = 0;
  let still = 0;
  while (still < 30) {
    grid.scrollTop = grid.scrollHeight;
    await new Promise((next) => setTimeout(next, 20));
    still = grid.scrollHeight === before ? still + 1 : 0;
    before = grid.scrollHeight;
  }
  return { rows: Math.round(grid.scrollHeight / 32) - 1, seconds: (performance.now() - start) / 1000 };
});

const devtools = await page.context().newCDPSession(page);
await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
const spent = async () => {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
};

const frames = 300;

async function scroll(pixelsPerFrame) {
  const before = await spent();
  const times = await page.evaluate(
    ([step, count]) =>
      new Promise((done) => {
        const grid = document.querySelector("[role=grid]");
        grid.scrollTop = 0;
        const times = [];
        let last = performance.now();
        const frame = (now) => {
          times.push(now - last);
          last = now;
          grid.scrollTop += step;
          if (times.length < count) requestAnimationFrame(frame);
          else done(times.slice(5));
        };
        requestAnimationFrame(frame);
      }),
    [pixelsPerFrame, frames],
  );
  const after = await spent();
  const perFrame = (name) => ((after[name] - before[name]) / frames).toFixed(1);
  console.log(`${String(pixelsPerFrame).padStart(5)} px a frame: ${summary(times)}`);
  console.log(
    `      processor time a frame: ${perFrame("TaskDuration")} ms, of it script ${perFrame("ScriptDuration")} ms, ` +
      `style ${perFrame("RecalcStyleDuration")} ms, layout ${perFrame("LayoutDuration")} ms`,
  );
}

const summary = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  const slow = times.filter((time) => time > 34).length;
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms, over 34 ms: ${slow} of ${times.length}`;
};

console.log(`${load.rows} rows loaded in ${load.seconds.toFixed(1)} s`);
for (const pixelsPerFrame of [40, 400, 8000]) await scroll(pixelsPerFrame);
console.log(`nodes in the page: ${await page.evaluate(() => document.querySelectorAll("*").length)}`);
const memory = await page.evaluate(() => performance.memory?.usedJSHeapSize ?? 0);
console.log(`script heap: ${(memory / 1048576).toFixed(0)} MiB`);
await browser.close();

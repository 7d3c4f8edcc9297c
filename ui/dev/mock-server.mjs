// A stand-in for the server while working on the UI. Nothing it answers is real.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { generated, spansOf, traceRow } from "./mock-data.mjs";

const port = Number(process.env.PORT ?? 7070);
const size = Number(process.env.ROWS ?? 100_000);
const password = process.env.STET_ADMIN_PASSWORD ?? "stet";
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const now = () => new Date().toISOString();

const traces = new Map([
  ["demo", generated(size, Date.now())],
  ["empty", []],
]);
const projects = ["demo", "empty"].map((name) => ({
  id: `p-${name}`,
  name,
  title: name === "demo" ? "Billing bot (demo)" : null,
  createdAt: "2026-11-01T09:00:00.000000Z",
}));
const keys = new Map(projects.map(({ name }) => [name, []]));
keys.get("demo").push(
  {
    id: "k1",
    name: "billing-bot production",
    prefix: "stet_p7Qx",
    createdAt: "2026-11-01T09:10:00.000000Z",
    createdBy: "admin",
    lastUsedAt: now(),
  },
  {
    id: "k0",
    name: "old laptop",
    prefix: "stet_a01Z",
    createdAt: "2026-10-02T10:00:00.000000Z",
    createdBy: "admin",
    revokedAt: "2026-10-20T10:00:00.000000Z",
  },
);
const providers = [
  {
    name: "simulated",
    dialect: "openai",
    baseUrl: "simulated:billing-bot",
    source: "built-in",
    simulated: true,
    keySet: false,
    isDefault: true,
  },
  {
    name: "openai",
    dialect: "openai",
    baseUrl: "https://api.openai.com/v1",
    source: "environment",
    simulated: false,
    keySet: true,
    keyHint: "…4fQz",
    isDefault: false,
  },
  {
    name: "anthropic",
    dialect: "anthropic",
    baseUrl: "https://api.anthropic.com",
    source: "saved",
    simulated: false,
    keySet: true,
    keyHint: "…x81A",
    createdAt: now(),
    isDefault: false,
  },
];
let signedIn = new Set();

setInterval(() => {
  const rows = traces.get("demo");
  const seq = rows.length;
  rows.push(traceRow(seq, Date.now()));
}, 900).unref();

class Problem {
  constructor(status, title, detail, fix) {
    Object.assign(this, { status, title, detail, fix, type: "about:blank", requestId: "req-mock-1" });
  }
}

const session = () => ({
  user: { id: "u1", name: "admin", administrator: true },
  csrf: "csrf-mock",
  projects,
});

function matching(rows, query) {
  const all = (name) => query.getAll(name);
  const one = (name) => query.get(name);
  const least = (name) => (query.has(name) ? Number(one(name)) : -Infinity);
  const most = (name) => (query.has(name) ? Number(one(name)) : Infinity);
  const from = query.has("from") ? Date.parse(one("from")) : -Infinity;
  const to = query.has("to") ? Date.parse(one("to")) : Infinity;
  const q = one("q")?.toLowerCase();
  const cost = query.has("minCostUsd") || query.has("maxCostUsd");
  return (row) =>
    row.startedMs >= from &&
    row.startedMs < to &&
    (!one("status") || row.status === one("status")) &&
    (all("model").length === 0 || row.models.some((m) => all("model").includes(m))) &&
    (all("tag").length === 0 || row.tags.some((m) => all("tag").includes(m))) &&
    (all("provider").length === 0 || row.providers.some((m) => all("provider").includes(m))) &&
    (!one("user") || row.userId === one("user")) &&
    (!one("session") || row.sessionId === one("session")) &&
    (!one("environment") || row.environment === one("environment")) &&
    row.durationMs >= least("minDurationMs") &&
    row.durationMs <= most("maxDurationMs") &&
    (!cost ||
      (row.costUsd != null && row.costUsd >= least("minCostUsd") && row.costUsd <= most("maxCostUsd"))) &&
    (!q || `${row.name} ${row.inputPreview} ${row.outputPreview ?? ""}`.toLowerCase().includes(q));
}

function page(rows, query) {
  const limit = Number(query.get("limit") ?? 100);
  const matches = matching(rows, query);
  const after = query.has("after") ? Number(query.get("after").slice(1)) : -1;
  const items = [];
  let at = query.has("cursor") ? Number(query.get("cursor").slice(1)) - 1 : rows.length - 1;
  for (; at > after && items.length < limit; at--) if (matches(rows[at])) items.push(rows[at]);
  return { items, nextCursor: at >= 0 && !query.has("after") ? items.at(-1)?.cursor : undefined };
}

function count(rows) {
  const sorted = rows.map((row) => row.durationMs).sort((a, b) => a - b);
  const sum = (of) => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  return {
    count: rows.length,
    failed: rows.filter((row) => row.status === "error").length,
    costUsd: rows.some((row) => row.costUsd != null) ? sum((row) => row.costUsd) : null,
    inputTokens: sum((row) => row.inputTokens),
    outputTokens: sum((row) => row.outputTokens),
    durationP50Ms: sorted[Math.floor(sorted.length * 0.5)] ?? null,
    durationP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? null,
  };
}

function facets(rows) {
  const top = (of) => {
    const counts = new Map();
    for (const row of rows) for (const value of of(row)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 50)
      .map(([value, n]) => ({ value, count: n }));
  };
  return {
    models: top((r) => r.models),
    providers: top((r) => r.providers),
    tags: top((r) => r.tags),
    users: top((r) => [r.userId]),
    environments: top((r) => [r.environment]),
  };
}

function activity(rows, query) {
  const from = Date.parse(query.get("from"));
  const to = Date.parse(query.get("to"));
  const buckets = Number(query.get("buckets") ?? 60);
  const bucketMs = (to - from) / buckets;
  return {
    bucketMs,
    buckets: Array.from({ length: buckets }, (_, n) => {
      const start = from + n * bucketMs;
      return {
        startedAt: new Date(start).toISOString(),
        ...count(rows.filter((row) => row.startedMs >= start && row.startedMs < start + bucketMs)),
      };
    }),
  };
}

async function api(method, path, query, body) {
  const [area, name, part, id, sub, spanId] = path.split("/").map(decodeURIComponent);
  if (area === "system")
    return {
      version: "0.1.0-mock",
      startedAt: now(),
      demo: true,
      publicUrl: `http://127.0.0.1:${port}`,
      gatewayUrls: {
        openai: `http://127.0.0.1:${port}/v1`,
        anthropic: `http://127.0.0.1:${port}`,
        otlp: `http://127.0.0.1:${port}/v1/traces`,
      },
      journal: { bytes: 1e6, lagRecords: 0, lagMs: 3 },
      store: { spans: 150000, bytes: 5e7, ready: true },
    };
  if (area === "providers") {
    const at = providers.findIndex((one) => one.name === name);
    if (method === "GET") return { items: providers };
    if (method === "POST")
      return name === "anthropic"
        ? { outcome: "refused", detail: "401 invalid x-api-key", durationMs: 312 }
        : {
            outcome: "reachable",
            detail: "GET /models answered 200",
            durationMs: 41.2,
            models: ["billing-sim-1"],
          };
    if (method === "DELETE") return void providers.splice(at, 1);
    const saved = {
      name,
      dialect: body.dialect,
      baseUrl: body.baseUrl,
      source: "saved",
      simulated: false,
      keySet: Boolean(body.apiKey),
      keyHint: body.apiKey ? `…${body.apiKey.slice(-4)}` : null,
      createdAt: now(),
      isDefault: false,
    };
    providers.splice(at < 0 ? providers.length : at, 1, saved);
    return saved;
  }
  if (area === "projects" && name === undefined) {
    if (method === "GET") return { items: projects };
    if (projects.some((one) => one.name === body.name))
      throw new Problem(
        409,
        "The name is taken",
        `A project named ${body.name} exists.`,
        "Choose another name.",
      );
    const project = { id: `p-${body.name}`, name: body.name, title: body.title ?? null, createdAt: now() };
    projects.push(project);
    traces.set(body.name, []);
    keys.set(body.name, []);
    return project;
  }
  const rows = traces.get(name);
  if (!rows) throw new Problem(404, "No such project", `There is no project ${name}.`);
  if (part === "keys") {
    const list = keys.get(name);
    if (method === "GET") return { items: list };
    if (method === "DELETE")
      return void Object.assign(
        list.find((one) => one.id === id),
        { revokedAt: now() },
      );
    const item = {
      id: `k${Date.now()}`,
      name: body.name,
      prefix: "stet_m0ck",
      createdAt: now(),
      createdBy: "admin",
    };
    list.unshift(item);
    return { key: "stet_m0ck_not_a_real_key_3yQ9", item };
  }
  if (part === "traces") {
    if (id === undefined) return page(rows, query);
    if (id === "count") return count(rows.filter(matching(rows, query)));
    if (id === "facets") return facets(rows.filter(matching(rows, query)));
    if (id === "activity") return activity(rows.filter(matching(rows, query)), query);
    const row = rows.find((one) => one.traceId === id);
    if (!row)
      throw new Problem(
        404,
        "No such trace",
        `There is no trace ${id} in ${name}.`,
        "Check the address, or look for it in the list.",
      );
    if (sub === "spans") {
      const span = spansOf(row).find((one) => one.spanId === spanId);
      return {
        ...span,
        contentOmitted: false,
        input: { step: span.name },
        output: { done: true },
        attributes: { mock: true },
      };
    }
    return { trace: row, spans: spansOf(row) };
  }
  throw new Problem(404, "No such resource", path);
}

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'self'";

async function file(path) {
  const wanted = normalize(path === "/" || extname(path) === "" ? "/index.html" : path);
  return {
    type: types[extname(wanted)] ?? "application/octet-stream",
    bytes: await readFile(join(dist, wanted)),
  };
}

createServer(async (request, response) => {
  const url = new URL(request.url, "http://mock");
  const answer = (status, body, headers = {}) => {
    response.writeHead(status, {
      "content-type": status >= 400 ? "application/problem+json" : "application/json",
      ...headers,
    });
    response.end(
      status === 204
        ? undefined
        : JSON.stringify(body, (key, value) => (key === "seq" || key === "startedMs" ? undefined : value)),
    );
  };
  try {
    if (!url.pathname.startsWith("/api/v1/")) {
      const { type, bytes } = await file(url.pathname);
      response.writeHead(200, { "content-type": type, "content-security-policy": policy });
      return response.end(bytes);
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const path = url.pathname.slice("/api/v1/".length);
    const cookie = /stet_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
    if (request.method === "POST" && (path === "session" || path === "session/link")) {
      if (path === "session" && body.password !== password)
        throw new Problem(401, "Not signed in", "Name and password do not match.");
      if (path === "session/link" && body.token !== "once")
        throw new Problem(401, "Not signed in", "The link was used or is too old.");
      const id = `s${signedIn.size}${Date.now()}`;
      signedIn.add(id);
      return answer(200, session(), { "set-cookie": `stet_session=${id}; HttpOnly; SameSite=Lax; Path=/` });
    }
    if (!signedIn.has(cookie)) throw new Problem(401, "Not signed in", "Sign in first.");
    if (request.method !== "GET" && request.headers["stet-csrf"] !== "csrf-mock")
      throw new Problem(403, "Missing CSRF token", "Send stet-csrf.");
    if (path === "session" && request.method === "GET") return answer(200, session());
    if (path === "session") return (signedIn.delete(cookie), answer(204));
    const result = await api(request.method, path, url.searchParams, body);
    answer(result === undefined ? 204 : 200, result);
  } catch (error) {
    if (error instanceof Problem) return answer(error.status, error);
    console.error(error);
    answer(
      error.code === "ENOENT" ? 404 : 500,
      new Problem(error.code === "ENOENT" ? 404 : 500, "Mock trouble", String(error)),
    );
  }
}).listen(port, "127.0.0.1", () =>
  console.log(`mock server (no real data) on http://127.0.0.1:${port}, password ${password}`),
);

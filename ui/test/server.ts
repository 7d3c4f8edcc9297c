import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
  signal?: AbortSignal | null;
}

/** An answer that comes as events, in pieces that end where events do not. */
export function streamOf(events: readonly (readonly [name: string, data: object])[]): Response {
  const text = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`).join("");
  const pieces = text.match(/[^]{1,50}/g) ?? [];
  return new Response(
    new ReadableStream({
      start(controller) {
        const encoder = new TextEncoder();
        for (const piece of pieces) controller.enqueue(encoder.encode(piece));
        controller.close();
      },
    }),
  );
}

type Answer = (asked: Asked) => unknown;

export class Refusal {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {}
}

/** Answers `fetch` from a table of `"GET /path"` entries and keeps what was asked. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(url, "http://stet.test");
    const asked: Asked = {
      method: init.method ?? "GET",
      path: pathname.replace("/api/v1", ""),
      query: searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      signal: init.signal,
    };
    log.push(asked);
    const answer = answers[`${asked.method} ${asked.path}`];
    const result = answer
      ? answer(asked)
      : new Refusal(404, { title: "Not in this test", detail: `${asked.method} ${asked.path}` });
    return Promise.resolve(responseOf(result));
  });
  return log;
}

function responseOf(result: unknown): Response {
  if (result instanceof Refusal) return new Response(JSON.stringify(result.body), { status: result.status });
  if (result instanceof Response) return result;
  if (result === undefined) return new Response(null, { status: 204 });
  return new Response(JSON.stringify(result));
}

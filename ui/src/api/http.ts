import { brokenOff, problemOf, unreachable } from "./problem";
import { eventReader, type ServerEvent } from "./serverEvents";

const base = "/api/v1";
let csrf = "";
let onSignedOut: () => void = () => undefined;

export function rememberCsrf(token: string): void {
  csrf = token;
}

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "object") value.forEach((one) => params.append(name, one));
    else params.append(name, String(value));
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** Where the browser itself fetches something, as a download. */
export const hrefOf = (path: string, query: Query = {}): string => base + path + queryString(query);

interface Options {
  query?: Query;
  signal?: AbortSignal;
  /** A 401 here is an answer to the form, not the end of the session. */
  signingIn?: boolean;
  /** Refusals that the caller branches on: their body is an answer as well. */
  answers?: readonly number[];
  /** The body is a file of this type. */
  file?: string;
}

async function ask(
  method: string,
  path: string,
  body: unknown,
  options: Options,
  accept = "application/json",
): Promise<Response> {
  const headers: Record<string, string> = { accept };
  if (body !== undefined) headers["content-type"] = options.file ?? "application/json";
  if (method !== "GET" && csrf) headers["stet-csrf"] = csrf;
  const response = await fetch(hrefOf(path, options.query), {
    method,
    headers,
    body: body === undefined ? undefined : body instanceof Blob ? body : JSON.stringify(body),
    signal: options.signal,
    credentials: "same-origin",
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  });
  if (response.status === 401 && !options.signingIn) onSignedOut();
  if (!response.ok && !options.answers?.includes(response.status)) throw await problemOf(response);
  return response;
}

async function send<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const response = await ask(method, path, body, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Asks for what is answered bit by bit, and hands on the events as they come, until the last. */
async function stream(
  path: string,
  body: unknown,
  signal: AbortSignal,
  onEvents: (events: ServerEvent[]) => void,
): Promise<void> {
  const response = await ask("POST", path, body, { signal }, "text/event-stream");
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const eventsIn = eventReader();
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const events = eventsIn(decoder.decode(read.value, { stream: true }));
      if (events.length > 0) onEvents(events);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw brokenOff();
  }
}

export const http = {
  get: <T>(path: string, options: Options = {}) => send<T>("GET", path, undefined, options),
  post: <T>(path: string, body?: unknown, options: Options = {}) => send<T>("POST", path, body, options),
  put: <T>(path: string, body: unknown, options: Options = {}) => send<T>("PUT", path, body, options),
  patch: <T>(path: string, body: unknown, options: Options = {}) => send<T>("PATCH", path, body, options),
  /** Sends a file as it is. */
  upload: <T>(path: string, file: Blob, type: string, query: Query, signal?: AbortSignal) =>
    send<T>("POST", path, file, { query, signal, file: type }),
  delete: (path: string, options: Options = {}) => send<undefined>("DELETE", path, undefined, options),
  stream,
};

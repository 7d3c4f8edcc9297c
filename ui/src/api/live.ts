import { hrefOf } from "./http";

const slow = 60_000;
const retryAfter = 60_000;
/** News may come between an answer and the wait for the next. */
const longestWait = 10_000;

let hearing = false;
const waiting = new Set<{ topic: string; run: () => void }>();

/** How often to ask when nobody tells what is new; while the server does, seldom. */
export const polled = (ms: number) => (): number => (hearing ? Math.max(ms, slow) : ms);

/** Runs once when something of the topic is new; if the server does not tell, after the pause. */
export function whenNew(topic: string, pause: number, run: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    waiting.delete(waiter);
  };
  const once = () => {
    stop();
    run();
  };
  const waiter = { topic, run: once };
  const timer = setTimeout(once, hearing ? Math.max(pause, longestWait) : pause);
  if (hearing) waiting.add(waiter);
  return stop;
}

function wake(topics?: readonly string[]): void {
  for (const waiter of [...waiting]) if (topics === undefined || topics.includes(waiter.topic)) waiter.run();
}

/**
 * Listens to what is new in a project until the answer is run. A page in the background does not listen: a browser has
 * few connections to a server.
 *
 * @param onNews the topics; all of them, after a time without listening, is undefined
 */
export function listen(project: string, onNews: (topics?: readonly string[]) => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let missed = false;
  const close = () => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
    hearing = false;
    missed = true;
    wake();
  };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(hrefOf(`/projects/${project}/events`));
    source.onopen = () => {
      hearing = true;
      if (missed) onNews();
      missed = false;
    };
    source.onerror = () => {
      hearing = false;
      wake();
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      retry = setTimeout(open, retryAfter);
    };
    source.addEventListener("changed", ({ data }: MessageEvent<string>) => {
      const { topics } = JSON.parse(data) as { topics: string[] };
      wake(topics);
      onNews(topics);
    });
  };
  const onVisible = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", onVisible);
  open();
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    close();
  };
}

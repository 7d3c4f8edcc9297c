import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { listen, polled, whenNew } from "./live";

class Source {
  static CLOSED = 2;
  static latest: Source;
  readyState = 1;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;
  changed: (event: { data: string }) => void = () => undefined;
  close = vi.fn();

  constructor(readonly url: string) {
    Source.latest = this;
  }

  addEventListener(_name: string, listener: Source["changed"]): void {
    this.changed = listener;
  }

  news(...topics: string[]): void {
    this.changed({ data: JSON.stringify({ topics }) });
  }
}

beforeEach(() => {
  vi.stubGlobal("EventSource", Source);
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it("asks seldom while the server tells what is new, and as before when it no longer does", () => {
  const onNews = vi.fn();
  const stop = listen("demo", onNews);
  expect(Source.latest.url).toBe("/api/v1/projects/demo/events");
  expect(polled(10_000)()).toBe(10_000);
  Source.latest.onopen();
  expect(polled(10_000)()).toBe(60_000);
  Source.latest.news("traces", "jobs");
  expect(onNews).toHaveBeenCalledExactlyOnceWith(["traces", "jobs"]);
  stop();
  expect(polled(10_000)()).toBe(10_000);
  expect(Source.latest.close).toHaveBeenCalled();
});

it("waits for news of its topic, and for the clock when there is nobody to tell", () => {
  const run = vi.fn();
  whenNew("traces", 2_000, run);
  vi.advanceTimersByTime(2_000);
  expect(run).toHaveBeenCalledTimes(1);

  const stop = listen("demo", vi.fn());
  Source.latest.onopen();
  whenNew("traces", 2_000, run);
  Source.latest.news("scores");
  vi.advanceTimersByTime(5_000);
  expect(run).toHaveBeenCalledTimes(1);
  Source.latest.news("traces");
  expect(run).toHaveBeenCalledTimes(2);

  whenNew("traces", 2_000, run);
  stop();
  expect(run).toHaveBeenCalledTimes(3);
});

it("tries again after a refusal, and then asks for all that it missed", () => {
  const onNews = vi.fn();
  const stop = listen("demo", onNews);
  const refused = Source.latest;
  refused.readyState = Source.CLOSED;
  refused.onerror();
  vi.advanceTimersByTime(60_000);
  expect(Source.latest).not.toBe(refused);
  Source.latest.onopen();
  expect(onNews).toHaveBeenCalledExactlyOnceWith();
  stop();
});

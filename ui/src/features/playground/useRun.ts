import { useCallback, useEffect, useRef, useState } from "react";
import { http } from "../../api/http";
import { ProblemError, type ProblemBody } from "../../api/problem";
import { asked, ended, withEvents, type Results } from "./results";
import type { requestOf } from "./setup";

type Request = ReturnType<typeof requestOf>;

export interface Run {
  results: Results;
  running: boolean;
  error?: unknown;
  start: (request: Request) => void;
  /** Ends the providers' work too. */
  stop: () => void;
}

/** Runs variants and gathers what comes; leaving the page stops them. */
export function useRun(project: string, before: Results, onResults: (results: Results) => void): Run {
  const [results, setResults] = useState(before);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const control = useRef<AbortController>(undefined);
  const now = useRef(before);
  const put = useCallback((next: Results) => {
    now.current = next;
    setResults(next);
  }, []);

  const stop = useCallback(() => control.current?.abort(), []);
  useEffect(() => stop, [stop]);

  const start = useCallback(
    (request: Request) => {
      stop();
      const own = new AbortController();
      control.current = own;
      setError(undefined);
      setRunning(true);
      put(Object.fromEntries(request.variants.map(({ id }) => [id, asked()])));
      http
        .stream(`/projects/${project}/playground/runs`, request, own.signal, (events) => {
          if (own.signal.aborted) return;
          put(withEvents(now.current, events.filter(isOfVariant)));
          const problem = events.find(({ name }) => name === "problem");
          if (problem) setError(new ProblemError(problem.data as ProblemBody));
        })
        .catch((failed: unknown) => {
          if (!own.signal.aborted) setError(failed);
        })
        .finally(() => {
          if (control.current !== own) return;
          setRunning(false);
          put(ended(now.current));
          onResults(now.current);
        });
    },
    [project, stop, put, onResults],
  );
  return { results, running, error, start, stop };
}

const isOfVariant = ({ data }: { data: unknown }): boolean =>
  typeof data === "object" && data !== null && "variant" in data;

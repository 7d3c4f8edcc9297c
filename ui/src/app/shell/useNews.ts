import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "../../api/live";

/** What shows a topic, and the least pause between two questions for it. */
const shownBy: Record<string, { key: (project: string) => QueryKey; pause: number }[]> = {
  traces: [
    { key: (project) => ["home", project], pause: 3_000 },
    { key: (project) => ["panel", project], pause: 5_000 },
    { key: (project) => ["traces", project, "failures"], pause: 3_000 },
    { key: (project) => ["sessions", project, "one"], pause: 2_000 },
    { key: (project) => ["end-users", project, "one"], pause: 2_000 },
    { key: (project) => ["errors", project], pause: 5_000 },
    { key: (project) => ["unmapped", project], pause: 10_000 },
    { key: (project) => ["version figures", project], pause: 5_000 },
  ],
  scores: [
    { key: (project) => ["home", project, "quality"], pause: 3_000 },
    { key: (project) => ["scores", project], pause: 2_000 },
  ],
  rejected: [{ key: (project) => ["rejected", project], pause: 1_000 }],
  jobs: [
    { key: (project) => ["recosts", project], pause: 1_000 },
    { key: (project) => ["deletions", project], pause: 1_000 },
    { key: (project) => ["export-schedule", project], pause: 1_000 },
  ],
  artifacts: [{ key: (project) => ["artifacts", project], pause: 500 }],
  approvals: [{ key: (project) => ["artifacts", project], pause: 500 }],
  deployments: [
    { key: (project) => ["apps", project], pause: 500 },
    { key: (project) => ["freezes", project], pause: 500 },
    { key: (project) => ["environments", project], pause: 500 },
    { key: (project) => ["markers", project], pause: 2_000 },
  ],
};

/** Asks again for what is on screen when the server says that it is new. */
export function useNews(project: string | undefined): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (project === undefined) return undefined;
    const asked = new Map<string, { timer: ReturnType<typeof setTimeout>; late: boolean }>();
    const askAgain = (queryKey: QueryKey, pause: number) => {
      const name = JSON.stringify(queryKey);
      const before = asked.get(name);
      if (before) {
        before.late = true;
        return;
      }
      void cache.invalidateQueries({ queryKey });
      const timer = setTimeout(() => {
        const late = asked.get(name)?.late;
        asked.delete(name);
        if (late) askAgain(queryKey, pause);
      }, pause);
      asked.set(name, { timer, late: false });
    };
    const stop = listen(project, (topics = Object.keys(shownBy)) => {
      for (const topic of topics)
        for (const { key, pause } of shownBy[topic] ?? []) askAgain(key(project), pause);
    });
    return () => {
      stop();
      asked.forEach(({ timer }) => clearTimeout(timer));
    };
  }, [cache, project]);
}

import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { Page } from "../../api/artifacts";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];

/** A version of an app: what it pins. */
export type Release = Schemas["Release"];

export type Deployment = Schemas["Deployment"];

export type Freeze = Schemas["Freeze"];

/** An environment of an app, and what is live in it. */
export type AppEnvironment = Schemas["AppEnvironment"];

export type Environment = Schemas["Environment"];

export type Deploying =
  | { outcome: "deployed"; deployment: Deployment; release: number }
  | { outcome: "unchanged"; release: number }
  | { outcome: "stale"; release: number; expected: number; detail: string }
  | { outcome: "frozen"; freeze: Freeze; detail: string }
  | { outcome: "held"; unmet: string[]; detail: string };

/** What a release must meet before it is deployed somewhere. */
export type DeployGates = Schemas["DeployGates"];

/** A part of a release that is different in another. */
export type ReleasePart = Schemas["ReleaseDiff"]["parts"][number];

const path = (project: string, app: string) => `/projects/${project}/apps/${encodeURIComponent(app)}`;
const key = (project: string, app: string) => ["apps", project, app] as const;

export const releasesQuery = (project: string, app: string) =>
  infiniteQueryOptions({
    queryKey: [...key(project, app), "releases"],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Release>>(`${path(project, app)}/releases`, {
        query: { cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

export const releaseQuery = (project: string, app: string, release: number | "latest") =>
  queryOptions({
    queryKey: [...key(project, app), "release", release],
    queryFn: ({ signal }) => http.get<Release>(`${path(project, app)}/releases/${release}`, { signal }),
    staleTime: release === "latest" ? 0 : Infinity,
  });

export const releaseDiffQuery = (project: string, app: string, from: number, to: number) =>
  queryOptions({
    queryKey: [...key(project, app), "diff", from, to],
    queryFn: async ({ signal }) =>
      (
        await http.get<{ parts: ReleasePart[] }>(`${path(project, app)}/diff`, {
          query: { from, to },
          signal,
        })
      ).parts,
    staleTime: Infinity,
  });

export const standingQuery = (project: string, app: string) =>
  queryOptions({
    queryKey: [...key(project, app), "environments"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: AppEnvironment[] }>(`${path(project, app)}/environments`, { signal })).items,
  });

export const logQuery = (project: string, app: string, environment: string) =>
  infiniteQueryOptions({
    queryKey: [...key(project, app), "log", environment],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Deployment>>(`${path(project, app)}/environments/${environment}/deployments`, {
        query: { cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });

function useChange<Input, Output>(project: string, change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        ["apps", "artifacts", "markers", "freezes", "environments"].map((first) =>
          cache.invalidateQueries({ queryKey: [first, project] }),
        ),
      ),
  });
}

export interface Deploy {
  environment: string;
  release: number;
  expected: number;
  reason?: string;
  breakGlass?: boolean;
}

export const useDeploy = (project: string, app: string) =>
  useChange(project, ({ environment, release, ...body }: Deploy) =>
    http.post<Deploying>(
      `${path(project, app)}/environments/${environment}/deploy`,
      { release: String(release), ...body },
      { answers: [409, 422] },
    ),
  );

const gatesPath = (project: string, app: string, environment: string) =>
  `${path(project, app)}/environments/${environment}/gates`;

export const gatesQuery = (project: string, app: string, environment: string) =>
  queryOptions({
    queryKey: [...key(project, app), "gates", environment],
    queryFn: ({ signal }) => http.get<DeployGates>(gatesPath(project, app, environment), { signal }),
  });

export const useRequireGates = (project: string, app: string, environment: string) =>
  useChange(project, (gates: string[]) =>
    http.put<DeployGates>(gatesPath(project, app, environment), { gates }),
  );

export interface RollBack {
  environment: string;
  to?: number;
  expected: number;
  reason?: string;
}

export const useRollBack = (project: string, app: string) =>
  useChange(project, ({ environment, ...body }: RollBack) =>
    http.post<Deploying>(`${path(project, app)}/environments/${environment}/rollback`, body, {
      answers: [409],
    }),
  );

export type NewRelease = Schemas["NewRelease"];

export type Made =
  { outcome: "saved" | "unchanged"; release: Release } | { outcome: "stale"; detail: string };

export const useCreateRelease = (project: string, app: string) =>
  useChange(project, (body: NewRelease) =>
    http.post<Made>(`${path(project, app)}/releases`, body, { answers: [409] }),
  );

/** What a release would pin. */
export const useCheckRelease = (project: string, app: string) =>
  useMutation({
    mutationFn: (manifest: unknown) => http.post<unknown>(`${path(project, app)}/check`, { manifest }),
  });

export const environmentsQuery = (project: string) =>
  queryOptions({
    queryKey: ["environments", project],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Environment[] }>(`/projects/${project}/environments`, { signal })).items,
  });

export const useSaveEnvironment = (project: string) =>
  useChange(project, ({ name, description }: { name: string; description?: string }) =>
    http.put<Environment>(`/projects/${project}/environments/${encodeURIComponent(name)}`, { description }),
  );

export const useRemoveEnvironment = (project: string) =>
  useChange(project, (name: string) => http.delete(`/projects/${project}/environments/${name}`));

export const freezesQuery = (project: string) =>
  queryOptions({
    queryKey: ["freezes", project],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Freeze[] }>(`/projects/${project}/freezes`, { signal })).items,
  });

export type NewFreeze = Schemas["NewFreeze"];

export const useFreeze = (project: string) =>
  useChange(project, (body: NewFreeze) => http.post<Freeze>(`/projects/${project}/freezes`, body));

export const useThaw = (project: string) =>
  useChange(project, (id: string) => http.delete(`/projects/${project}/freezes/${id}`));

import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { http } from "../../api/http";
import type {
  ImportedPrices,
  ListedPrice,
  Price,
  PriceChanges,
  PriceFile,
  PriceList,
  PricePreview,
  Recost,
  RecostList,
  ShownRate,
  UnpricedModels,
} from "../../api/types";

export interface PriceSearch {
  q?: string;
  origin?: ListedPrice["origin"];
}

const origins: readonly string[] = ["saved", "file", "built-in"] satisfies ListedPrice["origin"][];

export function priceSearchOf({ q, origin }: Record<string, unknown>): PriceSearch {
  return {
    q: typeof q === "string" && q !== "" ? q : undefined,
    origin:
      typeof origin === "string" && origins.includes(origin) ? (origin as ListedPrice["origin"]) : undefined,
  };
}

export const pricesQuery = (search: PriceSearch) =>
  infiniteQueryOptions({
    queryKey: ["prices", "list", search],
    queryFn: ({ pageParam, signal }) =>
      http.get<PriceList>("/prices", { query: { ...search, limit: 25, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const unpricedQuery = queryOptions({
  queryKey: ["prices", "unpriced"],
  queryFn: ({ signal }) => http.get<UnpricedModels>("/unpriced-models", { signal }),
});

export const changesQuery = (price: string) =>
  queryOptions({
    queryKey: ["prices", "changes", price],
    queryFn: ({ signal }) => http.get<PriceChanges>("/price-changes", { query: { price }, signal }),
  });

export interface PriceToSave {
  price: Price;
  message?: string;
  endPrevious: boolean;
  /** The saved price that is changed, as it was looked at; absent: another one is added. */
  saved?: { id: string; version: number };
}

function useChanged() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["prices"] });
}

export function useSavePrice() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ saved, ...body }: PriceToSave) =>
      saved
        ? http.put<ListedPrice>(`/prices/${saved.id}`, { ...body, version: saved.version })
        : http.post<ListedPrice>("/prices", body),
    onSuccess: changed,
  });
}

export function useEndPrice() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ id, ...query }: { id: string; version: number; on: string; message?: string }) =>
      http.delete(`/prices/${id}`, { query }),
    onSuccess: changed,
  });
}

export function useImportPrices() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (file: unknown) => http.post<ImportedPrices>("/price-file", file),
    onSuccess: changed,
  });
}

export const exportPrices = () => http.get<PriceFile>("/price-file");

export function usePreview() {
  return useMutation({
    mutationFn: (body: { price: Price; instead?: string }) =>
      http.post<PricePreview>("/price-previews", body),
  });
}

const ratePath = (project: string | undefined): string =>
  project === undefined ? "/display-rate" : `/projects/${project}/display-rate`;

/** Without a project, the currency of the whole installation. */
export const displayRateQuery = (project: string | undefined) =>
  queryOptions({
    queryKey: ["display rate", project ?? null],
    queryFn: ({ signal }) => http.get<ShownRate>(ratePath(project), { signal }),
    staleTime: 60_000,
  });

export interface RateToSave {
  /** Absent: of the whole installation. */
  project?: string;
  currency: string;
  rate: number;
  day: string;
  instead: boolean;
  version: number;
}

export function useSaveRate() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ project, ...body }: RateToSave) => http.put<ShownRate>(ratePath(project), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["display rate"] }),
  });
}

export function useRemoveRate() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ project, version }: Pick<RateToSave, "project" | "version">) =>
      http.delete(ratePath(project), { query: { version } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["display rate"] }),
  });
}

const recosts = (project: string) => `/projects/${project}/recosts`;

export const recostsQuery = (project: string) =>
  queryOptions({
    queryKey: ["recosts", project],
    queryFn: ({ signal }) => http.get<RecostList>(recosts(project), { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(underWay) ? 1_000 : false),
  });

export const underWay = ({ state }: Recost): boolean => state === "waiting" || state === "running";

export interface NewRecost {
  from: string;
  to?: string;
  where?: string;
  includeReported: boolean;
  dryRun: boolean;
}

export function useRecost(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRecost) => http.post<Recost>(recosts(project), body),
    onSettled: () => cache.invalidateQueries({ queryKey: ["recosts", project] }),
  });
}

export function useStopRecost(project: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => http.post<Recost>(`${recosts(project)}/${id}/stop`),
    onSettled: () => cache.invalidateQueries({ queryKey: ["recosts", project] }),
  });
}

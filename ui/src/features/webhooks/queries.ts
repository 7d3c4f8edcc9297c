import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type {
  DeliveryDetail,
  DeliveryPage,
  NewWebhook,
  ReplayedFailed,
  WantedWebhook,
  Webhook,
  WebhookList,
} from "../../api/types";
import type { DeliverySearch } from "./search";

const path = (project: string) => `/projects/${project}/webhooks`;
const key = (project: string) => ["webhooks", project];

export const webhooksQuery = (project: string) =>
  queryOptions({
    queryKey: key(project),
    queryFn: ({ signal }) => http.get<WebhookList>(path(project), { signal }),
    refetchInterval: 10_000,
  });

export const webhookQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: [...key(project), id],
    queryFn: ({ signal }) => http.get<Webhook>(`${path(project)}/${id}`, { signal }),
    refetchInterval: 10_000,
  });

export const deliveriesQuery = (project: string, id: string, search: DeliverySearch) =>
  infiniteQueryOptions({
    queryKey: [...key(project), id, "deliveries", search],
    queryFn: ({ signal, pageParam }) =>
      http.get<DeliveryPage>(`${path(project)}/${id}/deliveries`, {
        signal,
        query: { ...search, limit: 100, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: 5_000,
  });

export const deliveryQuery = (project: string, id: string, delivery: string) =>
  queryOptions({
    queryKey: [...key(project), id, "delivery", delivery],
    queryFn: ({ signal }) =>
      http.get<DeliveryDetail>(`${path(project)}/${id}/deliveries/${delivery}`, { signal }),
    refetchInterval: 5_000,
  });

function useChange<Input, Output>(project: string, change: (input: Input) => Promise<Output>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => cache.invalidateQueries({ queryKey: key(project) }),
  });
}

export const useAddWebhook = (project: string) =>
  useChange(project, (wanted: WantedWebhook) => http.post<NewWebhook>(path(project), wanted));

export const useSaveWebhook = (project: string) =>
  useChange(project, ({ id, ...wanted }: WantedWebhook & { id: string }) =>
    http.put<Webhook>(`${path(project)}/${id}`, wanted),
  );

export const useRemoveWebhook = (project: string) =>
  useChange(project, (id: string) => http.delete(`${path(project)}/${id}`));

export const useRotateSecret = (project: string) =>
  useChange(project, (id: string) => http.post<NewWebhook>(`${path(project)}/${id}/rotate`, {}));

export const useTestWebhook = (project: string) =>
  useChange(project, (id: string) => http.post<DeliveryDetail>(`${path(project)}/${id}/test`));

export const useReplay = (project: string, id: string) =>
  useChange(project, (delivery: string) =>
    http.post<DeliveryDetail>(`${path(project)}/${id}/deliveries/${delivery}/replay`),
  );

export const useReplayFailed = (project: string, id: string) =>
  useChange<undefined, ReplayedFailed>(project, () =>
    http.post<ReplayedFailed>(`${path(project)}/${id}/replay`, {}),
  );

import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";
import type { Provider } from "./types";

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: async ({ signal }) => (await http.get<{ items: Provider[] }>("/providers", { signal })).items,
});

/** A model that a first call can name with the providers there are. */
export function firstModel(providers: Provider[]): string {
  if (providers.some(({ name }) => name === "openai")) return "gpt-5-mini";
  return providers.some(({ simulated }) => simulated) ? "simulated-large" : "gpt-5-mini";
}

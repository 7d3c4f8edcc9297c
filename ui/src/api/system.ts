import { queryOptions } from "@tanstack/react-query";
import { http } from "./http";
import type { System } from "./types";

export const systemQuery = queryOptions({
  queryKey: ["system"],
  queryFn: ({ signal }) => http.get<System>("/system", { signal }),
  staleTime: 30_000,
});

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http } from "../../api/http";
import type { NewPerson, Person } from "../../api/types";

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async ({ signal }) => (await http.get<{ items: Person[] }>("/people", { signal })).items,
});

export interface PersonForm {
  name: string;
  administrator: boolean;
  /** Absent: the server makes one up. */
  password?: string;
}

export function useAddPerson() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: PersonForm) => http.post<NewPerson>("/people", form),
    onSettled: () => cache.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}

export function useRemovePerson() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => http.delete(`/people/${encodeURIComponent(name)}`),
    onSettled: () => cache.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
}

export function useSetPassword(name: string) {
  return useMutation({
    mutationFn: (password: string) =>
      http.put<undefined>(`/people/${encodeURIComponent(name)}/password`, { password }),
  });
}

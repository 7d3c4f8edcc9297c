import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { http, rememberCsrf } from "../../api/http";
import type { Session } from "../../api/types";

function remembered(session: Session): Session {
  rememberCsrf(session.csrf);
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async () => remembered(await http.get<Session>("/session", { signingIn: true })),
  staleTime: Infinity,
  retry: false,
});

export type SignIn = { name: string; password: string } | { token: string };

export function useSignIn(onSignedIn: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (credentials: SignIn) =>
      http.post<Session>("token" in credentials ? "/session/link" : "/session", credentials, {
        signingIn: true,
      }),
    onSuccess: (session) => {
      cache.clear();
      cache.setQueryData(sessionQuery.queryKey, remembered(session));
      onSignedIn();
    },
  });
}

export function useChangePassword() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: { current: string; password: string }) =>
      http.put<Session>("/session/password", change),
    onSuccess: (session) => cache.setQueryData(sessionQuery.queryKey, remembered(session)),
  });
}

export function useSignOut(onSignedOut: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => http.delete("/session"),
    onSuccess: () => {
      rememberCsrf("");
      cache.clear();
      onSignedOut();
    },
  });
}

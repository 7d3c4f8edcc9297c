import { createRoute, useRouter } from "@tanstack/react-router";
import { useCallback, type ReactElement } from "react";
import { SignInPage } from "../../features/session/SignInPage";
import { rootRoute } from "./root";

const textOrNothing = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { token?: string; from?: string } => ({
    token: textOrNothing(search.token),
    from: textOrNothing(search.from),
  }),
  component: SignIn,
});

function SignIn(): ReactElement {
  const { token, from } = signInRoute.useSearch();
  const router = useRouter();
  const enter = useCallback(() => {
    const here = from !== undefined && /^\/(?![/\\])/.test(from) ? from : "/";
    router.history.replace(here);
  }, [router, from]);
  return <SignInPage token={token} onSignedIn={enter} />;
}

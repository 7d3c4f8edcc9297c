import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  errorComponent: RouteProblem,
});

export function RouteProblem({ error, reset }: { error: unknown; reset: () => void }): ReactElement {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ProblemPanel error={error} retry={retry} />;
}

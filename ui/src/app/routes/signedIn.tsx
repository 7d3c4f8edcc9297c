import { createRoute, redirect } from "@tanstack/react-router";
import { ProblemError } from "../../api/problem";
import { sessionQuery } from "../../features/session/queries";
import { Shell } from "../shell/Shell";
import { RouteProblem, rootRoute } from "./root";

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await context.queryClient.query({ ...sessionQuery, staleTime: "static" }) };
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401)
        throw redirect({ to: "/sign-in", search: { from: location.href } });
      throw error;
    }
  },
  component: Shell,
  errorComponent: RouteProblem,
});

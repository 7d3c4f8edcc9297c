import { createRoute } from "@tanstack/react-router";
import { ProvidersPage } from "../../features/providers/ProvidersPage";
import { signedInRoute } from "./signedIn";

export const providersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/providers",
  component: ProvidersPage,
});

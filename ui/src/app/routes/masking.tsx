import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { MaskingPage } from "../../features/masking/MaskingPage";
import { signedInRoute } from "./signedIn";

export const maskingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/masking",
  component: Masking,
});

function Masking(): ReactElement {
  const { project } = maskingRoute.useParams();
  return <MaskingPage key={project} project={project} />;
}

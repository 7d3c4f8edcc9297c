import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { signedInRoute } from "./signedIn";

export const nowhereRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "$",
  component: Nowhere,
});

function Nowhere(): ReactElement {
  return (
    <Page title="There is no such page">
      <EmptyState title="Nothing is at this address">Check it, or start from the rail.</EmptyState>
    </Page>
  );
}

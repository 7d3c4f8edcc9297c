import { useQuery } from "@tanstack/react-query";
import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { PricesPage } from "../../features/prices/PricesPage";
import { priceSearchOf } from "../../features/prices/queries";
import { sessionQuery } from "../../features/session/queries";
import { signedInRoute } from "./signedIn";

export const pricesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/prices",
  validateSearch: priceSearchOf,
  component: Prices,
});

function Prices(): ReactElement {
  const { data: session } = useQuery(sessionQuery);
  const search = pricesRoute.useSearch();
  const navigate = pricesRoute.useNavigate();
  return (
    <PricesPage
      projects={session?.projects.map(({ name }) => name) ?? []}
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => priceSearchOf({ ...before, ...part }), replace: true })
      }
    />
  );
}

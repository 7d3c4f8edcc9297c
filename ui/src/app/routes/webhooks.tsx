import { createRoute, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { DeliveriesPage } from "../../features/webhooks/DeliveriesPage";
import { deliverySearchOf } from "../../features/webhooks/search";
import { WebhooksPage } from "../../features/webhooks/WebhooksPage";
import { signedInRoute } from "./signedIn";

const one = "/projects/$project/webhooks/$webhook";

export const webhooksRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/projects/$project/webhooks",
  component: Webhooks,
});

export const webhookRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: one,
  validateSearch: deliverySearchOf,
  component: Webhook,
});

function Webhooks(): ReactElement {
  const { project } = webhooksRoute.useParams();
  const navigate = webhooksRoute.useNavigate();
  const router = useRouter();
  return (
    <WebhooksPage
      key={project}
      project={project}
      hrefOf={(webhook) => router.buildLocation({ to: one, params: { project, webhook } }).href}
      onOpen={(webhook) => void navigate({ to: one, params: { project, webhook } })}
    />
  );
}

function Webhook(): ReactElement {
  const { project, webhook } = webhookRoute.useParams();
  const search = webhookRoute.useSearch();
  const navigate = webhookRoute.useNavigate();
  return (
    <DeliveriesPage
      key={webhook}
      project={project}
      id={webhook}
      search={search}
      onSearch={(part) => void navigate({ to: ".", search: deliverySearchOf({ ...part }), replace: true })}
    />
  );
}

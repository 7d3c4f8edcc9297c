import { createRoute } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { AuditPage } from "../../features/audit/AuditPage";
import { auditSearchOf } from "../../features/audit/queries";
import { signedInRoute } from "./signedIn";

export const auditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: "/audit",
  validateSearch: auditSearchOf,
  component: Audit,
});

function Audit(): ReactElement {
  const search = auditRoute.useSearch();
  const navigate = auditRoute.useNavigate();
  return (
    <AuditPage
      search={search}
      onSearch={(part) =>
        void navigate({ to: ".", search: (before) => auditSearchOf({ ...before, ...part }), replace: true })
      }
    />
  );
}

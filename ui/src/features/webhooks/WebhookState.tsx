import type { ReactElement } from "react";
import type { Webhook } from "../../api/types";
import { Timestamp } from "../../components/Timestamp";

/** Whether messages are sent and taken. */
export function WebhookState({ webhook }: { webhook: Webhook }): ReactElement {
  if (!webhook.enabled) return <span>off{webhook.disabledBecause && <>: {webhook.disabledBecause}</>}</span>;
  if (webhook.failingSince)
    return (
      <span>
        failing since <Timestamp at={webhook.failingSince} relative />
      </span>
    );
  return <span>on</span>;
}

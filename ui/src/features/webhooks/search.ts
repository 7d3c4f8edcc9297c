import type { Delivery } from "../../api/types";

/** What the log of a webhook is filtered by. */
export interface DeliverySearch {
  state?: Delivery["state"];
  type?: string;
}

export const states: Delivery["state"][] = ["waiting", "delivered", "failed"];

export function deliverySearchOf(search: Record<string, unknown>): DeliverySearch {
  const { state, type } = search;
  return {
    state: states.find((one) => one === state),
    type: typeof type === "string" && type !== "" ? type : undefined,
  };
}

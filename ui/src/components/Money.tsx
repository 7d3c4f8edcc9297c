import type { ReactElement } from "react";
import { money } from "./format";

const why = "No price is known for this model, so its cost is unknown.";

export function Money({ usd, because }: { usd?: number | null; because?: string | null }): ReactElement {
  if (usd == null)
    return (
      <span className="muted" title={because ?? why}>
        unknown
      </span>
    );
  return <span title={`${usd} USD`}>{money(usd)}</span>;
}

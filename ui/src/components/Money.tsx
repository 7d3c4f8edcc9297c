import type { ReactElement } from "react";
import { converted, rateWords, useCurrency } from "./Currency";
import { money } from "./format";

const why = "No price is known for this model, so its cost is unknown.";

interface Props {
  usd?: number | null;
  /** Why the cost, or a part of it, is not known. */
  because?: string | null;
  /** Some of the cost is not known: what is shown is the least it can be. */
  partial?: boolean;
}

export function Money({ usd, because, partial = false }: Props): ReactElement {
  const shown = useCurrency();
  if (usd == null)
    return (
      <span className="muted" title={because ?? why}>
        unknown
      </span>
    );
  const title = [partial ? `at least ${usd} USD: ${because ?? why}` : `${usd} USD`];
  if (shown) title.push(rateWords(shown));
  return (
    <span title={title.join("\n")}>
      {partial && "≥ "}
      {shown?.instead ? `≈ ${converted(usd, shown)}` : money(usd)}
      {shown && !shown.instead && <span className="muted"> ≈ {converted(usd, shown)}</span>}
    </span>
  );
}

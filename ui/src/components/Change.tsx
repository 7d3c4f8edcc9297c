import type { ReactElement } from "react";

interface Props {
  now?: number | null;
  before?: number | null;
  better?: "lower";
  /** A share is compared by the difference, not by a ratio of ratios. */
  points?: boolean;
  of?: string;
}

export function Change({ now, before, better, points = false, of }: Props): ReactElement {
  if (now == null || before == null || (!points && before === 0))
    return <span title="There is nothing in the period before to compare with">nothing before</span>;
  const difference = points ? (now - before) * 100 : (now / before - 1) * 100;
  const unit = points ? "points" : "%";
  const size = Math.abs(difference).toFixed(points ? 2 : Math.abs(difference) < 10 ? 1 : 0);
  const what = of ? `${of} ` : "";
  if (Number(size) === 0) return <span>{what}same as the period before</span>;
  const tone = better === undefined ? undefined : difference < 0 ? "good" : "bad";
  return (
    <span>
      {what}
      <span data-tone={tone}>
        {difference > 0 ? "+" : "−"}
        {size} {unit}
      </span>{" "}
      on the period before
    </span>
  );
}

import type { ReactElement } from "react";
import type { LabelMove } from "../../api/artifacts";
import { Notice } from "../../components/Notice";

export function MoveNotice({ move }: { move: LabelMove }): ReactElement {
  switch (move.outcome) {
    case "moved":
      return (
        <Notice tone="good">
          {move.label} now points at version {move.to}.
        </Notice>
      );
    case "unchanged":
      return (
        <Notice tone="quiet">
          {move.label} points at version {move.to} already.
        </Notice>
      );
    case "stale":
    case "held":
      return <Notice tone="warn">{move.detail}.</Notice>;
  }
}

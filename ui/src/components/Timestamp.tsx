import type { ReactElement } from "react";
import { ago, localTime } from "./format";

/** A moment in the viewer's zone; hovering shows it in UTC. */
export function Timestamp({ at, relative = false }: { at: string; relative?: boolean }): ReactElement {
  return (
    <time dateTime={at} title={relative ? `${localTime(at)} · ${at}` : `${at} (UTC)`}>
      {relative ? ago(at) : localTime(at)}
    </time>
  );
}

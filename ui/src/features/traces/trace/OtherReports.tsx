import type { ReactElement } from "react";
import type { CallLink } from "../../../api/types";
import styles from "./OtherReports.module.css";

interface Props {
  links: CallLink[];
  hrefOf: (traceId: string, spanId: string) => string;
}

/** Where else a model call was reported, and which of the reports its tokens and money count in. */
export function OtherReports({ links, hrefOf }: Props): ReactElement | null {
  if (links.length === 0) return null;
  return (
    <ul className={styles.links} aria-label="Other reports of this call">
      {links.map(({ otherTraceId, otherSpanId, countedHere }) => (
        <li key={`${otherTraceId} ${otherSpanId}`}>
          Also reported in trace{" "}
          <a className="mono" href={hrefOf(otherTraceId, otherSpanId)} title={otherTraceId}>
            {otherTraceId.slice(0, 12)}
          </a>
          ; tokens and cost count {countedHere ? "here" : "there"}.
        </li>
      ))}
    </ul>
  );
}

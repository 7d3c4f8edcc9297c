import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { SpanDetail } from "../../../api/types";
import { retentionQuery } from "../queries";

/** Says why the content of a span is not there any more. */
export function RemovedContent({ project, span }: { project: string; span: SpanDetail }): ReactElement {
  const { data } = useQuery(retentionQuery(project));
  const byAge = data?.contentBefore != null && Date.parse(span.startedAt) < Date.parse(data.contentBefore);
  return (
    <p className="muted">
      {byAge
        ? `Content was removed after ${data.contentBeforeDays} days (retention).`
        : "Content was not kept: this trace was ordinary, and the project keeps the content of a share of those (sampling)."}{" "}
      Times, tokens and costs are whole.
    </p>
  );
}

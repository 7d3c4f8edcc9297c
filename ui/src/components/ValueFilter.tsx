import { Select } from "@mantine/core";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { ask } from "../api/query";
import { periodOf, type TimeRange } from "./timeRange";

interface Props {
  project: string;
  /** The server's word for what is filtered by. */
  by: "app" | "environment" | "model";
  placeholder: string;
  /** When the values that are offered were seen. */
  time: TimeRange;
  value?: string;
  onChange: (value: string | undefined) => void;
}

const names = { app: "App", environment: "Environment", model: "Model" } as const;

const valuesQuery = (project: string, by: Props["by"], { range, from, to }: TimeRange) =>
  queryOptions({
    queryKey: ["values", project, by, range, from, to],
    queryFn: async ({ signal }) => {
      const period = periodOf({ range, from, to }, Date.now());
      const answer = await ask(
        project,
        {
          measure: ["count"],
          by,
          top: 50,
          from: new Date(period.from).toISOString(),
          to: new Date(period.to).toISOString(),
        },
        signal,
      );
      return answer.series.flatMap(({ value }) => (value === undefined ? [] : [value]));
    },
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** One of the values that traces have, or none. */
export function ValueFilter({ project, by, placeholder, time, value, onChange }: Props): ReactElement {
  const { data = [] } = useQuery(valuesQuery(project, by, time));
  return (
    <Select
      aria-label={names[by]}
      placeholder={placeholder}
      clearable
      searchable
      w={150}
      data={value === undefined || data.includes(value) ? data : [value, ...data]}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

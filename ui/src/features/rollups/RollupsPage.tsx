import { Checkbox } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Rollup } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { PickedFilter } from "../../components/PickedFilter";
import { RangePicker } from "../../components/RangePicker";
import { SearchField } from "../../components/SearchField";
import { Toolbar } from "../../components/Toolbar";
import { ValueFilter } from "../../components/ValueFilter";
import { RollupList } from "./RollupList";
import { rollupsQuery, type Kind } from "./queries";
import type { RollupSearch } from "./search";

const fields = [
  "id",
  "userId",
  "sessionCount",
  "traceCount",
  "failedCount",
  "inputTokens",
  "outputTokens",
  "costUsd",
  "costPartial",
  "firstSeenAt",
  "lastSeenAt",
  "firstInput",
] as const satisfies readonly (keyof Rollup)[];

interface Props {
  project: string;
  kind: Kind;
  search: RollupSearch;
  onSearch: (change: Partial<RollupSearch>) => void;
  hrefOf: (id: string) => string;
  onOpen: (id: string) => void;
}

/** Sessions, or end users, with what their traces in the time range add up to. */
export function RollupsPage(props: Props): ReactElement {
  const { project, kind, search, onSearch } = props;
  const { data } = useInfiniteQuery(rollupsQuery(project, kind, search));
  const { range, from, to } = search;
  return (
    <Page title={kind === "sessions" ? "Sessions" : "End users"}>
      <Toolbar>
        <SearchField
          label="Search text in traces"
          placeholder="Search what was said …"
          value={search.q ?? ""}
          onChange={(q) => onSearch({ q: q || undefined })}
        />
        <Checkbox
          label="with failures"
          checked={search.status === "error"}
          onChange={(event) => onSearch({ status: event.currentTarget.checked ? "error" : undefined })}
        />
        <PickedFilter name="User" value={search.user} onClear={() => onSearch({ user: undefined })} />
        {(["app", "environment", "model"] as const).map((by) => (
          <ValueFilter
            key={by}
            project={project}
            by={by}
            placeholder={`All ${by}s`}
            time={{ range, from, to }}
            value={search[by]}
            onChange={(value) => onSearch({ [by]: value })}
          />
        ))}
        <RangePicker
          withAll
          value={{ range, from, to }}
          onChange={(time) => onSearch({ range: undefined, from: undefined, to: undefined, ...time })}
        />
        <ExportMenu
          name={`${kind}-${project}`}
          fields={fields}
          rows={data?.pages.flatMap((page) => page.items) ?? []}
        />
      </Toolbar>
      <RollupList {...props} />
    </Page>
  );
}

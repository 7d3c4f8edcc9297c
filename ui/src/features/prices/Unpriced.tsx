import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Price } from "../../api/types";
import { count, shortCount } from "../../components/format";
import { Panel } from "../../components/Panel";
import { Table } from "../../components/Table";
import { Timestamp } from "../../components/Timestamp";
import { unpricedQuery } from "./queries";

/** Models that were called and whose cost nobody knows. */
export function Unpriced({ onAdd }: { onAdd: (price: Partial<Price>) => void }): ReactElement | null {
  const { data } = useQuery(unpricedQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title="Called in the last 7 days, at a cost that nobody knows">
      <Table
        label="Models without a price"
        columns={["Model", "Project", "Calls of unknown cost", "Tokens", "Last", "Because"]}
      >
        {data.items.map(({ project, calls }) => (
          <tr key={`${project} ${calls.provider} ${calls.model}`}>
            <td>
              {calls.provider ?? <span className="muted">no provider</span>} /{" "}
              {calls.model ?? <span className="muted">no model</span>}
            </td>
            <td>{project}</td>
            <td>
              {count(calls.unknown)} of {count(calls.calls)}
            </td>
            <td>{shortCount((calls.inputTokens ?? 0) + (calls.outputTokens ?? 0))}</td>
            <td>
              <Timestamp at={calls.lastAt} relative />
            </td>
            <td className="muted">{calls.unknownBecause}</td>
            <td>
              {calls.model != null && (
                <Button
                  size="compact-xs"
                  aria-label={`Add a price for ${calls.model}`}
                  onClick={() => onAdd({ provider: calls.provider, model: calls.model })}
                >
                  Add a price
                </Button>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

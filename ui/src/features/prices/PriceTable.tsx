import { Button, Group } from "@mantine/core";
import type { ReactElement } from "react";
import type { ListedPrice } from "../../api/types";
import { EmptyState } from "../../components/EmptyState";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { Tag } from "../../components/Tag";
import { nameOf, perMillion } from "./price";

interface Props {
  prices: ListedPrice[];
  onEdit: (price: ListedPrice) => void;
  onEnd: (price: ListedPrice) => void;
  onHistory: (price: ListedPrice) => void;
  onMore?: () => void;
  loading: boolean;
}

const origins: Record<ListedPrice["origin"], string> = {
  saved: "saved",
  file: "file",
  "built-in": "built in",
};

export function PriceTable({ prices, onEdit, onEnd, onHistory, onMore, loading }: Props): ReactElement {
  const columns: ListColumn<ListedPrice>[] = [
    {
      title: "Model",
      wide: true,
      cell: ({ price }) => (
        <span title={[price.model, ...(price.aliases ?? [])].join(", ")}>
          {nameOf(price)}
          {price.aliases && price.aliases.length > 0 && (
            <span className="muted"> +{price.aliases.length} names</span>
          )}{" "}
          {price.serviceTiers && <Tag>{Object.keys(price.serviceTiers).join(", ")}</Tag>}
          {price.above && (
            <Tag title={price.above.map(({ tokens }) => `above ${tokens} input tokens`).join("\n")}>
              long inputs
            </Tag>
          )}
        </span>
      ),
    },
    { title: "Input", numeric: true, cell: ({ price }) => perMillion(price.input) },
    { title: "Output", numeric: true, cell: ({ price }) => perMillion(price.output) },
    { title: "Cache read", numeric: true, cell: ({ price }) => perMillion(price.cacheRead) },
    { title: "Cache write", numeric: true, cell: ({ price }) => perMillion(price.cacheWrite) },
    {
      title: "Valid",
      cell: ({ price, inForce }) => (
        <span className={inForce ? undefined : "muted"}>
          {period(price.validFrom, price.validTo)}
          {!inForce && " (not today)"}
        </span>
      ),
    },
    {
      title: "From",
      cell: ({ origin, changedBy, changedAt, priceVersion }) => (
        <Tag title={[changedBy && `by ${changedBy}`, changedAt, priceVersion].filter(Boolean).join("\n")}>
          {origins[origin]}
        </Tag>
      ),
    },
    {
      title: "",
      cell: (it) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${it.id === undefined ? "Override" : "Edit"} ${nameOf(it.price)}`}
            onClick={() => onEdit(it)}
          >
            {it.id === undefined ? "Override" : "Edit"}
          </Button>
          {it.id !== undefined && (
            <>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`History of ${nameOf(it.price)}`}
                onClick={() => onHistory(it)}
              >
                History
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`End ${nameOf(it.price)}`}
                onClick={() => onEnd(it)}
              >
                End
              </Button>
            </>
          )}
        </Group>
      ),
    },
  ];
  if (prices.length === 0)
    return (
      <EmptyState title="No price like this">
        What is saved here goes before the operator’s file and the built-in table.
      </EmptyState>
    );
  return (
    <ListTable
      label="Prices"
      columns={columns}
      rows={prices}
      keyOf={({ id, origin, priceVersion, price }) =>
        id ?? `${origin} ${priceVersion} ${price.validFrom ?? ""} ${price.validTo ?? ""}`
      }
      onMore={onMore}
      loading={loading}
    />
  );
}

export function period(from?: string | null, to?: string | null): string {
  if (from && to) return `${from} until ${to}`;
  if (from) return `from ${from}`;
  return to ? `until ${to}` : "always";
}

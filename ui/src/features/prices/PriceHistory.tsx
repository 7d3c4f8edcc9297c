import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { ListedPrice, PriceChanges } from "../../api/types";
import { ListTable, type ListColumn } from "../../components/ListTable";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Timestamp } from "../../components/Timestamp";
import { nameOf, perMillion } from "./price";
import { period } from "./PriceTable";
import { changesQuery } from "./queries";

type Change = PriceChanges["items"][number];

const columns: ListColumn<Change>[] = [
  { title: "When", cell: ({ at }) => <Timestamp at={at} /> },
  { title: "Who", cell: ({ by }) => by },
  { title: "What", cell: ({ what }) => what },
  { title: "Input", numeric: true, cell: ({ price }) => perMillion(price.input) },
  { title: "Output", numeric: true, cell: ({ price }) => perMillion(price.output) },
  { title: "Valid", cell: ({ price }) => period(price.validFrom, price.validTo) },
  { title: "Why", wide: true, cell: ({ message }) => message },
];

export function PriceHistory({ saved, onClose }: { saved: ListedPrice; onClose: () => void }): ReactElement {
  const { data, error } = useQuery(changesQuery(saved.id ?? ""));
  return (
    <Modal opened onClose={onClose} size="xl" title={`History of the price of ${nameOf(saved.price)}`}>
      {error && <ProblemPanel error={error} />}
      {data && <ListTable label="History" columns={columns} rows={data.items} keyOf={({ id }) => id} />}
    </Modal>
  );
}

import { Button, FileButton, Group, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { ListedPrice, Price } from "../../api/types";
import { download } from "../../components/export";
import { Page } from "../../components/Page";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { SearchField } from "../../components/SearchField";
import { Toolbar } from "../../components/Toolbar";
import { DisplayRate } from "./DisplayRate";
import { EndPrice } from "./EndPrice";
import { PriceEditor } from "./PriceEditor";
import { PriceHistory } from "./PriceHistory";
import { PriceTable } from "./PriceTable";
import { exportPrices, pricesQuery, useImportPrices, type PriceSearch } from "./queries";
import { Recosts } from "./Recosts";
import styles from "./PricesPage.module.css";
import { Unpriced } from "./Unpriced";

type Open =
  | { what: "editor"; price: Partial<Price>; saved?: ListedPrice }
  | { what: "end" | "history"; saved: ListedPrice };

interface Props {
  /** By name. */
  projects: string[];
  search: PriceSearch;
  onSearch: (change: Partial<PriceSearch>) => void;
}

export function PricesPage({ projects, search, onSearch }: Props): ReactElement {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    pricesQuery(search),
  );
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Page
      title="Prices"
      actions={
        <Group gap="xs">
          <FileActions />
          <Button leftSection={<IconPlus size={14} />} onClick={() => setOpen({ what: "editor", price: {} })}>
            Add a price
          </Button>
        </Group>
      }
    >
      <div className={styles.sections}>
        <Unpriced onAdd={(price) => setOpen({ what: "editor", price })} />
        <Panel title="US dollars per million tokens">
          <Toolbar>
            <SearchField
              label="Search prices"
              placeholder="Search provider, model, alias …"
              value={search.q ?? ""}
              onChange={(q) => onSearch({ q: q || undefined })}
            />
            <SegmentedControl
              aria-label="Origin"
              size="xs"
              data={[
                { value: "", label: "All" },
                { value: "saved", label: "Saved" },
                { value: "file", label: "File" },
                { value: "built-in", label: "Built in" },
              ]}
              value={search.origin ?? ""}
              onChange={(origin) => onSearch({ origin: origin === "" ? undefined : origin })}
            />
          </Toolbar>
          {error && <ProblemPanel error={error} retry={() => void refetch()} />}
          {data && (
            <PriceTable
              prices={data.pages.flatMap((page) => page.items)}
              onEdit={(it) =>
                setOpen({ what: "editor", price: it.price, saved: it.id === undefined ? undefined : it })
              }
              onEnd={(saved) => setOpen({ what: "end", saved })}
              onHistory={(saved) => setOpen({ what: "history", saved })}
              onMore={hasNextPage ? () => void fetchNextPage() : undefined}
              loading={isFetchingNextPage}
            />
          )}
        </Panel>
        <Recosts projects={projects} />
        <DisplayRate projects={projects} />
      </div>
      {open?.what === "editor" && <PriceEditor price={open.price} saved={open.saved} onClose={close} />}
      {open?.what === "end" && <EndPrice saved={open.saved} onClose={close} />}
      {open?.what === "history" && <PriceHistory saved={open.saved} onClose={close} />}
    </Page>
  );
}

function FileActions(): ReactElement {
  const bring = useImportPrices();
  const refused = (error: Error) =>
    notifications.show({ color: "red", title: "The file was not imported", message: error.message });
  const take = async (file: File | null) => {
    if (!file) return;
    try {
      bring.mutate(JSON.parse(await file.text()), {
        onSuccess: ({ added, changed, unchanged }) =>
          notifications.show({ message: `${added} added, ${changed} changed, ${unchanged} as they were` }),
        onError: refused,
      });
    } catch {
      refused(new Error(`${file.name} is not JSON`));
    }
  };
  return (
    <>
      <Button
        variant="default"
        onClick={() =>
          void exportPrices().then((file) =>
            download("prices.json", "application/json", JSON.stringify(file, null, 1)),
          )
        }
      >
        Export
      </Button>
      <FileButton accept="application/json" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={bring.isPending}>
            Import
          </Button>
        )}
      </FileButton>
    </>
  );
}

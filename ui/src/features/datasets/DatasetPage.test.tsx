import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import type { CasesTaken, Dataset, DatasetCase } from "../../api/types";
import { AddToDataset } from "./AddToDataset";
import { DatasetPage } from "./DatasetPage";
import { DatasetsPage } from "./DatasetsPage";
import type { DatasetView } from "./view";

const dataset: Dataset = {
  id: "d1",
  name: "billing/faq",
  tags: ["faq"],
  latest: 2,
  cases: 1,
  createdAt: "2026-11-24T10:00:00Z",
  createdBy: "ada",
  updatedAt: "2026-11-24T10:00:00Z",
};
const one: DatasetCase = {
  id: "invoice",
  variables: { question: "Where is my invoice?" },
  expected: "Under Billing.",
  assertions: [],
  tags: ["invoices"],
  weight: 1,
  provenance: { kind: "trace", traceId: "0123456789abcdef" },
};
const taken: CasesTaken = {
  dryRun: true,
  rows: 3,
  added: 2,
  changed: 0,
  unchanged: 0,
  removed: 0,
  refused: 1,
  columns: [
    { column: "question", target: "variables.question" },
    { column: "answer", target: "variables.answer" },
  ],
  preview: [one],
  problems: [{ line: 3, detail: "3 fields where the first row has 2" }],
};
const base = "/projects/demo/datasets/billing%2Ffaq";

function open(view: DatasetView = {}) {
  const onView = vi.fn();
  show(
    <DatasetPage
      project="demo"
      name="billing/faq"
      view={view}
      onView={onView}
      traceLink={(traceId) => <span>trace {traceId}</span>}
    />,
  );
  return onView;
}

describe("the pages of datasets", () => {
  it("list them, and say what to do when there are none", async () => {
    const pages = [{ items: [] }, { items: [dataset] }];
    serve({ "GET /projects/demo/datasets": () => pages.shift() });
    const onOpen = vi.fn();
    const list = (
      <DatasetsPage
        project="demo"
        archived={false}
        onArchived={() => undefined}
        hrefOf={(name) => name}
        onOpen={onOpen}
      />
    );

    const { unmount } = show(list);
    expect(await screen.findByText("No datasets yet")).toBeVisible();
    unmount();
    show(list);
    await userEvent.click(await screen.findByRole("link", { name: "billing/faq" }));
    expect(onOpen).toHaveBeenCalledWith("billing/faq");
  });

  it("show the cases that the filters leave, and where one comes from", async () => {
    const asked = serve({
      [`GET ${base}`]: () => dataset,
      [`GET ${base}/versions/2/cases`]: () => ({ items: [one] }),
    });
    const onView = open({ case: "invoice", tag: "invoices", q: "bill" });

    expect(await screen.findByText("trace 0123456789abcdef")).toBeVisible();
    const query = asked.find(({ path }) => path.endsWith("/cases"))?.query;
    expect([query?.get("tag"), query?.get("q")]).toEqual(["invoices", "bill"]);
    await userEvent.click(screen.getByTitle("Only cases tagged invoices"));
    expect(onView).toHaveBeenCalledWith({ tag: "invoices" });
  });

  it("save an edited case as a version, and say who was faster", async () => {
    const answers = [
      new Refusal(409, { outcome: "stale", latest: 3, detail: "bob saved version 3 meanwhile" }),
      { outcome: "saved", latest: 3 },
    ];
    const asked = serve({
      [`GET ${base}`]: () => dataset,
      [`GET ${base}/versions/2/cases`]: () => ({ items: [one] }),
      [`POST ${base}/versions`]: () => answers.shift(),
    });
    open({ case: "invoice" });

    await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
    const dialog = within(await screen.findByRole("dialog"));
    fireEvent.change(dialog.getByLabelText("Variables"), { target: { value: "{" } });
    expect(dialog.getByRole("button", { name: "Save version 3" })).toBeDisabled();
    fireEvent.change(dialog.getByLabelText("Variables"), { target: { value: '{"question": "Which?"}' } });
    await userEvent.click(dialog.getByRole("button", { name: "Save version 3" }));
    expect(await dialog.findByText("bob saved version 3 meanwhile")).toBeVisible();

    await userEvent.click(dialog.getByRole("button", { name: "Save version 3" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(asked.findLast(({ method }) => method === "POST")?.body).toMatchObject({
      expectedLatest: 2,
      put: [
        { id: "invoice", variables: { question: "Which?" }, expected: "Under Billing.", tags: ["invoices"] },
      ],
    });
  });

  it("import a file after a look at its columns, its first cases and its faults", async () => {
    const asked = serve({
      [`GET ${base}`]: () => dataset,
      [`GET ${base}/versions/2/cases`]: () => ({ items: [one] }),
      [`POST ${base}/import`]: ({ query }) =>
        query.get("dryRun") === "true"
          ? taken
          : { ...taken, dryRun: false, saving: { outcome: "saved", latest: 3 } },
    });
    open();

    await userEvent.click(await screen.findByRole("button", { name: "Import" }));
    const dialog = within(await screen.findByRole("dialog"));
    const file = new File(["question,answer\nWhere?,There.\n"], "faq.csv", { type: "text/csv" });
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    expect(input).not.toBeNull();
    if (input) await userEvent.upload(input, file);
    expect(await dialog.findByText("3 fields where the first row has 2")).toBeVisible();

    await userEvent.click(dialog.getByRole("combobox", { name: "What answer becomes" }));
    await userEvent.click(await screen.findByRole("option", { name: "expected" }));
    await waitFor(() => expect(asked.at(-1)?.query.getAll("map")).toEqual(["answer:expected"]));
    await waitFor(() => expect(dialog.getByRole("button", { name: "Import" })).toBeEnabled());
    await userEvent.click(dialog.getByRole("button", { name: "Import" }));

    expect(await screen.findByText("Version 3 is saved.")).toBeVisible();
    const sent = asked.findLast(({ query, path }) => path.endsWith("/import") && !query.has("dryRun"));
    expect(sent?.headers.get("content-type")).toBe("text/csv");
    expect(Object.fromEntries(sent?.query ?? [])).toMatchObject({
      format: "csv",
      file: "faq.csv",
      map: "answer:expected",
      expectedLatest: "2",
    });
  });
});

describe("adding traces to a dataset", () => {
  it("tries first, then makes cases that remember the trace", async () => {
    const asked = serve({
      "GET /projects/demo/datasets": () => ({ items: [dataset] }),
      [`POST ${base}/from-traces`]: ({ body }) => ({
        ...taken,
        dryRun: (body as { dryRun: boolean }).dryRun,
        saving: { outcome: "saved", latest: 3 },
      }),
    });
    const onOpen = vi.fn();
    show(
      <AddToDataset
        project="demo"
        what="One trace."
        traces={[{ traceId: "t1", spanId: "s1" }]}
        hrefOf={(name) => name}
        onOpen={onOpen}
        onClose={() => undefined}
      />,
    );

    await userEvent.click(await screen.findByRole("combobox", { name: "Dataset" }));
    await userEvent.click(await screen.findByRole("option", { name: "billing/faq" }));
    await userEvent.click(screen.getByLabelText("What was answered is what is expected"));
    await userEvent.click(screen.getByRole("button", { name: "Try" }));
    expect(await screen.findByRole("table", { name: "The first cases" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Add" }));
    await userEvent.click(await screen.findByRole("link", { name: "Open billing/faq" }));

    expect(onOpen).toHaveBeenCalledWith("billing/faq");
    expect(asked.findLast(({ method }) => method === "POST")?.body).toMatchObject({
      dryRun: false,
      expectOutput: true,
      traces: [{ traceId: "t1", spanId: "s1" }],
    });
  });
});

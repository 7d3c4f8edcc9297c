import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { StoragePage } from "./StoragePage";

const storage = {
  measuredAt: "2026-11-23T10:00:00Z",
  files: {
    storeBytes: 3 * 1024 ** 3,
    storeFreeBytes: 0,
    storeLogBytes: 0,
    journalBytes: 1024,
    recordBytes: 2048,
    diskFreeBytes: 10 * 1024 ** 3,
    diskBytes: 100 * 1024 ** 3,
  },
  projects: [
    {
      project: "demo",
      kinds: [{ kind: "content", rows: 12_345, bytes: 5 * 1024 ** 2 }],
      bytes: 5 * 1024 ** 2,
      spansLastDay: 100,
      growthBytesPerDay: 1024 ** 3,
      oldestTraceAt: "2026-11-20T10:00:00Z",
    },
    { project: "other", kinds: [], bytes: 1024, spansLastDay: 7, growthBytesPerDay: 0 },
  ],
};

const deletion = {
  id: "d1",
  kind: "user",
  subject: "0123456789abcdef",
  files: true,
  requestedAt: "2026-11-23T10:00:00Z",
  requestedBy: "admin",
  state: "done",
  step: "done",
  removed: { traces: 2, spans: 7, contents: 7, amendments: 0, scores: 1, rejected: 0 },
  check: { rowsLeft: 0, filesSearched: 9, foundIn: [] },
};

describe("the storage page", () => {
  it("shows what there is, how it grows, and who else has data", async () => {
    serve({
      "GET /storage": () => storage,
      "GET /projects/demo/retention": () => ({ version: 0 }),
      "GET /projects/demo/deletions": () => ({ items: [] }),
    });
    show(<StoragePage project="demo" mayDecide />);

    expect(await screen.findByText("3.00 GiB")).toBeVisible();
    expect(screen.getByText("12,345")).toBeVisible();
    expect(screen.getByText("about 10 days")).toBeVisible();
    expect(screen.getByText("other")).toBeVisible();
    expect(await screen.findByText(/Nobody has asked/)).toBeVisible();
  });

  it("decides after asking, naming the version it changes", async () => {
    const asked = serve({
      "GET /storage": () => storage,
      "GET /projects/demo/retention": () => ({ version: 3, contentDays: 90 }),
      "GET /projects/demo/deletions": () => ({ items: [] }),
      "PUT /projects/demo/retention": () => ({ version: 4, contentDays: 30 }),
    });
    show(<StoragePage project="demo" mayDecide />);

    const content = await screen.findByLabelText("Content, days");
    await userEvent.clear(content);
    await userEvent.type(content, "30");
    await userEvent.type(screen.getByLabelText("Keep content of, %"), "10");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog).toHaveTextContent("Content is kept for 30 days, metadata for ever.");
    await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));

    expect(asked.find(({ method }) => method === "PUT")?.body).toEqual({
      version: 3,
      contentDays: 30,
      sampling: { keepPercent: 10, afterMinutes: 60 },
    });
  });

  it("says how much a deletion is before it deletes, and then that it is gone", async () => {
    let items: object[] = [];
    const asked = serve({
      "GET /storage": () => storage,
      "GET /projects/demo/retention": () => ({ version: 0 }),
      "GET /projects/demo/deletions": () => ({ items }),
      "POST /projects/demo/deletions/dry-run": () => deletion.removed,
      "POST /projects/demo/deletions": () => {
        items = [deletion];
        return deletion;
      },
    });
    show(<StoragePage project="demo" mayDecide />);

    await userEvent.click(await screen.findByRole("button", { name: "Delete data…" }));
    await userEvent.type(await screen.findByLabelText("User id"), "ada");
    expect(screen.queryByRole("button", { name: "Delete for good" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "How much is that?" }));
    expect(await screen.findByRole("status")).toHaveTextContent("2 traces with 7 spans");
    await userEvent.click(screen.getByRole("button", { name: "Delete for good" }));

    expect(await screen.findByText("gone: looked in 9 files")).toBeVisible();
    expect(asked.filter(({ method }) => method === "POST").at(-1)?.body).toEqual({ user: "ada" });
  });

  it("lets those who may not decide only look", async () => {
    serve({
      "GET /storage": () => storage,
      "GET /projects/demo/retention": () => ({ version: 1, contentDays: 7 }),
    });
    show(<StoragePage project="demo" mayDecide={false} />);

    expect(await screen.findByLabelText("Content, days")).toBeDisabled();
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Delete data…" })).toBeNull();
  });
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { AuditPage } from "./AuditPage";

const entry = (id: string, action: string) => ({
  id,
  at: "2026-11-23T10:00:00Z",
  actor: "ada",
  action,
  subject: "stet_ab",
  project: "demo",
  address: "192.0.2.1",
});

describe("the audit page", () => {
  it("goes on where the last page ended, and filters by what is clicked", async () => {
    serve({
      "GET /audit": ({ query }) =>
        query.has("cursor")
          ? { items: [entry("e2", "signed in")] }
          : { items: [entry("e1", "key created")], nextCursor: "e1" },
    });
    const onSearch = vi.fn();
    show(<AuditPage search={{}} onSearch={onSearch} />);
    await userEvent.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByText("signed in")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "key created" }));
    expect(onSearch).toHaveBeenCalledWith({ action: "key created" });
  });
});

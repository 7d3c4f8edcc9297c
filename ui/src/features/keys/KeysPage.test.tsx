import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { Key } from "../../api/types";
import { KeysPage } from "./KeysPage";

describe("the keys page", () => {
  it("shows a new key once, inside a ready call, and revokes it after asking", async () => {
    const keys: Key[] = [];
    serve({
      "GET /providers": () => ({ items: [{ name: "simulated", simulated: true }] }),
      "GET /projects/demo/keys": () => ({ items: keys }),
      "POST /projects/demo/keys": ({ body }) => {
        const { name, role } = body as Pick<Key, "name" | "role">;
        keys.push({
          id: "k1",
          name,
          role,
          prefix: "stet_ab",
          createdAt: "2026-11-23T10:00:00Z",
          createdBy: "admin",
        });
        return { key: "stet_abcdef", item: keys[0] };
      },
      "DELETE /projects/demo/keys/k1": () => {
        const [key] = keys;
        if (key) key.revokedAt = "2026-11-23T11:00:00Z";
      },
    });
    show(<KeysPage project="demo" />);
    expect(await screen.findByText("No keys in this project yet")).toBeVisible();

    await userEvent.click(screen.getByRole("button", { name: "Create a key" }));
    await userEvent.type(screen.getByLabelText("Name"), "billing-bot");
    await userEvent.click(screen.getByRole("combobox", { name: "Role" }));
    await userEvent.click(await screen.findByRole("option", { name: /^developer/ }));
    await userEvent.click(screen.getByRole("button", { name: "Create" }));
    expect(await screen.findByText("stet_abcdef")).toBeVisible();
    expect(screen.getByLabelText("the curl snippet")).toHaveTextContent("Bearer stet_abcdef");
    expect(screen.getByLabelText("the curl snippet")).toHaveTextContent('"model": "simulated-large"');
    await userEvent.click(screen.getByRole("button", { name: "Done, I have copied it" }));
    expect(screen.queryByText("stet_abcdef")).toBeNull();

    expect(await screen.findByRole("row", { name: /billing-bot developer/ })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Revoke billing-bot" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Revoke" }));
    expect(await screen.findByText(/^revoked/)).toBeVisible();
  });
});

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import type { MaskingRule } from "../../api/types";
import { MaskingPage } from "./MaskingPage";

const session = (administrator: boolean) => ({
  user: { id: "u", name: "ada", administrator },
  csrf: "c",
  projects: [],
});

describe("the masking page", () => {
  it("adds a rule, tries it before it is saved, and saves it with the version it was made from", async () => {
    let rules: MaskingRule[] = [{ name: "who", kind: "hash", names: ["user.id"] }];
    const asked = serve({
      "GET /session": () => session(true),
      "GET /projects/demo/masking": () => ({ version: 3, rules }),
      "POST /projects/demo/masking/trial": () => ({ content: "to [email]", hits: { email: 1 } }),
      "PUT /projects/demo/masking": ({ body }) => {
        ({ rules } = body as { rules: MaskingRule[] });
        return { version: 4, rules, updatedAt: "2026-11-23T10:00:00Z", updatedBy: "ada" };
      },
    });
    show(<MaskingPage project="demo" />);
    expect(await screen.findByText("Hashes user.id")).toBeVisible();

    await userEvent.click(await screen.findByRole("button", { name: "Add a rule" }));
    await userEvent.type(screen.getByLabelText("Name"), "pii");
    await userEvent.click(screen.getByRole("button", { name: "Add" }));
    expect(screen.getByText(/^Redacts secret, email, iban/)).toBeVisible();

    await userEvent.type(screen.getByLabelText("Text or JSON"), "to a@b.io");
    await userEvent.click(screen.getByRole("button", { name: "Show what would be stored" }));
    expect(await screen.findByText("email: 1")).toBeVisible();
    expect(screen.getByLabelText("what would be stored")).toHaveTextContent("to [email]");

    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Version 4, saved by ada/)).toBeVisible();
    const put = asked.find((it) => it.method === "PUT")?.body as { version: number; rules: MaskingRule[] };
    expect(put.version).toBe(3);
    expect(put.rules.map((it) => it.name)).toEqual(["who", "pii"]);
  });

  it("tells who was faster and keeps the change", async () => {
    serve({
      "GET /session": () => session(true),
      "GET /projects/demo/masking": () => ({ version: 1, rules: [{ name: "short", kind: "cut", bytes: 5 }] }),
      "PUT /projects/demo/masking": () =>
        new Refusal(409, { title: "Conflict", detail: "the masking rules were changed by bob since" }),
    });
    show(<MaskingPage project="demo" />);

    await userEvent.click(await screen.findByRole("button", { name: "Remove short" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/changed by bob/)).toBeVisible();
    expect(screen.getByText("Not saved yet.")).toBeVisible();
  });

  it("lets those who are no administrators look only", async () => {
    serve({
      "GET /session": () => session(false),
      "GET /projects/demo/masking": () => ({ version: 1, rules: [{ name: "short", kind: "cut", bytes: 5 }] }),
    });
    show(<MaskingPage project="demo" />);

    const table = await screen.findByRole("table", { name: "Masking rules" });
    expect(within(table).getByText("Keeps 5 bytes of input, output")).toBeVisible();
    expect(screen.queryByRole("button", { name: /rule|Edit|Remove|Move|Save/ })).toBeNull();
  });
});

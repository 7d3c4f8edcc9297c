import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import type { ListedPrice, PricePreview, RecostReport, UnpricedModels } from "../../api/types";
import { PricesPage } from "./PricesPage";

const builtIn: ListedPrice = {
  origin: "built-in",
  price: { provider: "openai", model: "gpt-4.1", input: 2, output: 8 },
  priceVersion: "2026-11 openai/gpt-4.1",
  inForce: true,
};
const saved: ListedPrice = {
  ...builtIn,
  origin: "saved",
  id: "p-1",
  version: 3,
  price: { ...builtIn.price, input: 1.5, validFrom: "2026-01-01" },
};
const unpriced: UnpricedModels = {
  wholeInstallation: true,
  items: [
    {
      project: "demo",
      calls: {
        provider: "acme",
        model: "acme-1",
        calls: 12,
        unknown: 12,
        unknownBecause: "there are no prices for provider 'acme'",
        inputTokens: 1000,
        outputTokens: 50,
        lastAt: "2026-11-23T10:00:00Z",
      },
    },
  ],
};
const report: RecostReport = {
  calls: 12,
  changed: 12,
  reportedKept: 0,
  becameKnown: 12,
  becameUnknown: 0,
  unknown: 0,
  costAfterUsd: 36,
  differenceUsd: 36,
  groups: [],
  samples: [],
};

function page() {
  return <PricesPage projects={["demo"]} search={{}} onSearch={() => undefined} />;
}

describe("the prices page", () => {
  it("offers a price for a model that has none, tries it out and saves it", async () => {
    const preview: PricePreview = { days: 7, models: ["acme-1"], whole: true, report };
    const log = serve({
      "GET /prices": () => ({ items: [builtIn], total: 1 }),
      "GET /unpriced-models": () => unpriced,
      "GET /projects/demo/recosts": () => ({ items: [] }),
      "POST /price-previews": () => preview,
      "POST /prices": ({ body }) => ({ ...saved, ...(body as object) }),
    });
    show(page());
    await userEvent.click(await screen.findByRole("button", { name: "Add a price for acme-1" }));
    const form = screen.getByRole("dialog");
    await userEvent.type(within(form).getByLabelText("Input"), "2");
    await userEvent.click(within(form).getByRole("button", { name: "Preview" }));
    expect(await within(form).findByText("$36.00")).toBeVisible();
    await userEvent.click(within(form).getByRole("button", { name: "Save" }));
    const post = log.find(({ method, path }) => method === "POST" && path === "/prices");
    expect(post?.body).toMatchObject({
      price: { provider: "acme", model: "acme-1", input: 2 },
      endPrevious: true,
    });
  });

  it("says who was faster when a price was changed meanwhile", async () => {
    serve({
      "GET /prices": () => ({ items: [saved], total: 1 }),
      "GET /unpriced-models": () => ({ items: [], wholeInstallation: true }),
      "GET /projects/demo/recosts": () => ({ items: [] }),
      "PUT /prices/p-1": ({ body }) =>
        (body as { version: number }).version === 3 &&
        new Refusal(409, { title: "Conflict", status: 409, detail: "ada changed it at noon" }),
    });
    show(page());
    await userEvent.click(await screen.findByRole("button", { name: "Edit openai / gpt-4.1" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/ada changed it at noon/)).toBeVisible();
  });

  it("asks for a dry run of the calls that are meant", async () => {
    const log = serve({
      "GET /prices": () => ({ items: [], total: 0 }),
      "GET /unpriced-models": () => ({ items: [], wholeInstallation: true }),
      "GET /projects/demo/recosts": () => ({ items: [] }),
      "POST /projects/demo/recosts": () => ({}),
    });
    show(page());
    await userEvent.type(await screen.findByLabelText("Only calls where"), "model = gpt-4.1");
    await userEvent.click(screen.getByRole("button", { name: "Dry run" }));
    const post = log.find(({ method }) => method === "POST");
    expect(post?.body).toMatchObject({ where: "model = gpt-4.1", dryRun: true, includeReported: false });
  });
});

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { DeliveryDetail, Webhook } from "../../api/types";
import { DeliveriesPage } from "./DeliveriesPage";
import { WebhooksPage } from "./WebhooksPage";

const webhook: Webhook = {
  id: "w1",
  url: "https://example.com/hook",
  events: ["label.moved"],
  enabled: true,
  createdAt: "2026-11-23T10:00:00Z",
  createdBy: "admin",
  updatedAt: "2026-11-23T10:00:00Z",
};

const delivery: DeliveryDetail = {
  item: {
    id: "d1",
    messageId: "msg_1",
    type: "label.moved",
    state: "failed",
    tries: 10,
    createdAt: "2026-11-23T11:00:00Z",
    endedAt: "2026-11-24T11:00:00Z",
  },
  payload: { type: "label.moved" },
  attempts: [
    {
      number: 1,
      at: "2026-11-23T11:00:00Z",
      durationMs: 12,
      status: 500,
      problem: "it answers 500",
      response: "out of order",
    },
  ],
};

const page = <WebhooksPage project="demo" hrefOf={(id) => `/w/${id}`} onOpen={() => undefined} />;

describe("the webhooks page", () => {
  it("adds a webhook and shows its secret once", async () => {
    const items: Webhook[] = [];
    const log = serve({
      "GET /projects/demo/webhooks": () => ({ items, eventTypes: ["label.moved"] }),
      "POST /projects/demo/webhooks": () => {
        items.push(webhook);
        return { secret: "whsec_abc", item: webhook };
      },
    });
    show(page);
    expect(await screen.findByText("Nobody is told what happens here")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Add a webhook" }));
    await userEvent.type(screen.getByLabelText("URL"), "https://example.com/hook");
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Add" }));
    expect(await screen.findByText("whsec_abc")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Done, I have copied it" }));
    expect(screen.queryByText("whsec_abc")).toBeNull();
    expect(await screen.findByText("https://example.com/hook")).toBeVisible();
    expect(log.find(({ method }) => method === "POST")?.body).toEqual({
      url: "https://example.com/hook",
      description: "",
      events: [],
      enabled: true,
    });
  });

  it("says why one was switched off and what came of a test", async () => {
    serve({
      "GET /projects/demo/webhooks": () => ({
        items: [{ ...webhook, enabled: false, disabledBecause: "it has taken no message for 5 days" }],
        eventTypes: [],
      }),
      "POST /projects/demo/webhooks/w1/test": () => delivery,
    });
    show(page);
    expect(await screen.findByText(/it has taken no message for 5 days/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Test" }));
    expect(await screen.findByText("Not taken: it answers 500")).toBeVisible();
  });
});

describe("the log of a webhook", () => {
  it("shows what was sent and sends it again", async () => {
    const log = serve({
      "GET /projects/demo/webhooks/w1": () => webhook,
      "GET /projects/demo/webhooks/w1/deliveries": () => ({ items: [delivery.item] }),
      "GET /projects/demo/webhooks/w1/deliveries/d1": () => delivery,
      "POST /projects/demo/webhooks/w1/deliveries/d1/replay": () => delivery,
    });
    show(<DeliveriesPage project="demo" id="w1" search={{ state: "failed" }} onSearch={() => undefined} />);
    await userEvent.click(await screen.findByRole("button", { name: "Look" }));
    expect(await screen.findByText("out of order")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Send again" }));
    expect(log.some(({ method }) => method === "POST")).toBe(true);
  });
});

import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { Provider } from "../../api/types";
import { ProvidersPage } from "./ProvidersPage";

const simulated: Provider = {
  name: "simulated",
  dialect: "openai",
  baseUrl: "simulated:billing-bot",
  source: "built-in",
  simulated: true,
  keySet: false,
  streamUsage: true,
  isDefault: true,
};

describe("the providers page", () => {
  it("says what a test found", async () => {
    serve({
      "GET /providers": () => ({ items: [simulated] }),
      "POST /providers/simulated/test": () => ({ outcome: "refused", detail: "401 bad key", durationMs: 12 }),
    });
    show(<ProvidersPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Test simulated" }));
    expect(await screen.findByText("refused: 401 bad key")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Delete simulated" })).toBeNull();
  });

  it("keeps the saved key when none is typed, and can stop asking for usage", async () => {
    const log = serve({
      "GET /providers": () => ({
        items: [{ ...simulated, name: "openai", source: "saved", keySet: true, keyHint: "…4fQz" }],
      }),
      "PUT /providers/openai": ({ body }) => body,
    });
    show(<ProvidersPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Edit openai" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Ask for the usage of streams" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const put = log.find(({ method }) => method === "PUT");
    expect(put?.body).toEqual({
      dialect: "openai",
      baseUrl: "simulated:billing-bot",
      streamUsage: false,
    });
  });
});

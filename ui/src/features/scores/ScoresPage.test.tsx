import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { ScoresPage } from "./ScoresPage";

const score = {
  id: "s1",
  traceId: "t1",
  name: "helpful",
  type: "boolean",
  value: false,
  source: "user",
  comment: "It was wrong.",
  at: "2026-11-23T10:00:00Z",
};

describe("the page of scores", () => {
  it("lists scores with what they judge, filters by what is picked, and removes after asking", async () => {
    let items = [score];
    const asked = serve({
      "GET /projects/demo/scores": () => ({ items }),
      "DELETE /projects/demo/scores/s1": () => {
        items = [];
        return undefined;
      },
    });
    const onSearch = vi.fn();
    show(
      <ScoresPage
        project="demo"
        search={{ source: "user" }}
        onSearch={onSearch}
        linkTo={({ traceId }) => <span>trace {traceId}</span>}
      />,
    );

    expect(await screen.findByText("It was wrong.")).toBeVisible();
    expect(screen.getByText("trace t1")).toBeVisible();
    expect(screen.getByText("false")).toBeVisible();
    expect(asked[0]?.query.get("source")).toBe("user");
    await userEvent.click(screen.getByText("helpful"));
    expect(onSearch).toHaveBeenCalledWith({ name: "helpful" });

    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("No scores for these filters")).toBeVisible();
  });
});

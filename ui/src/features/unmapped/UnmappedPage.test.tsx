import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { UnmappedPage } from "./UnmappedPage";

const seen = { firstSeenAt: "2026-11-23T10:00:00Z", lastSeenAt: "2026-11-23T11:00:00Z" };

describe("the page of unmapped attributes", () => {
  it("tells who sends what nobody understands, how often, and shows a trace", async () => {
    serve({
      "GET /projects/demo/unmapped": () => ({
        items: [
          {
            scope: "crewai",
            scopeVersion: "0.9",
            attribute: "crew.role",
            spans: 1200,
            exampleTraceId: "t1",
            ...seen,
          },
          { scope: "", attribute: "my.flag", spans: 3, exampleTraceId: "t2", ...seen },
        ],
      }),
    });
    show(<UnmappedPage project="demo" />);

    expect(await screen.findByText("crew.role")).toBeVisible();
    expect(screen.getByText("1,200")).toBeVisible();
    expect(screen.getByText("not said")).toBeVisible();
    expect(screen.getByLabelText("A trace with crew.role")).toHaveAttribute(
      "href",
      "/projects/demo/traces/t1",
    );

    await userEvent.type(screen.getByLabelText("Find"), "my.");
    expect(screen.queryByText("crew.role")).toBeNull();
    expect(screen.getByText("my.flag")).toBeVisible();
  });

  it("says so when everything was understood", async () => {
    serve({ "GET /projects/demo/unmapped": () => ({ items: [] }) });
    show(<UnmappedPage project="demo" />);

    expect(await screen.findByText("Every attribute was understood")).toBeVisible();
  });
});

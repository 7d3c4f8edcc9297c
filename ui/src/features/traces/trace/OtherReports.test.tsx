import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { OtherReports } from "./OtherReports";

describe("other reports of a call", () => {
  it("lead to the other trace and say where the call counts", () => {
    render(
      <OtherReports
        links={[
          { spanId: "client", otherTraceId: "4bf92f3577b34da6", otherSpanId: "gateway", countedHere: false },
        ]}
        hrefOf={(trace, span) => `/traces/${trace}?span=${span}`}
      />,
    );

    expect(screen.getByRole("link", { name: "4bf92f3577b3" })).toHaveAttribute(
      "href",
      "/traces/4bf92f3577b34da6?span=gateway",
    );
    expect(screen.getByRole("listitem")).toHaveTextContent("tokens and cost count there");
  });
});

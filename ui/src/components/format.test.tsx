import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "../../test/render";
import { ago, bytes, duration, money, percent } from "./format";
import { CurrencyContext } from "./Currency";
import { Money } from "./Money";

describe("format", () => {
  it.each([
    [0, "$0.00"],
    [0.00000123, "<$0.0001"],
    [0.00123, "$0.0012"],
    [0.1234, "$0.123"],
    [12.346, "$12.35"],
    [1234.5, "$1,234.50"],
    [123456, "$123.5K"],
  ])("writes %d dollars as %s", (usd, text) => expect(money(usd)).toBe(text));

  it.each([
    [0.4, "0.40 ms"],
    [7.25, "7.3 ms"],
    [412.4, "412 ms"],
    [3421, "3.42 s"],
    [184_000, "3 min 4 s"],
    [7_260_000, "2 h 1 min"],
  ])("writes %d milliseconds as %s", (ms, text) => expect(duration(ms)).toBe(text));

  it("gives every number its unit", () => {
    expect(bytes(482_133)).toBe("470.8 KiB");
    expect(percent(0.0438)).toBe("4.38 %");
    expect(ago("2026-11-23T10:00:00Z", Date.parse("2026-11-23T10:02:30Z"))).toBe("2 min ago");
  });

  it("never shows an unknown cost as zero", () => {
    show(<Money usd={null} because="No price is listed for in-house-llama." />);
    expect(screen.getByText("unknown")).toHaveAttribute("title", "No price is listed for in-house-llama.");
  });

  it.each([
    [false, "$2.00 ≈ €1.84"],
    [true, "≈ €1.84"],
  ])("shows another currency at the rate that was typed (instead: %s)", (instead, text) => {
    show(
      <CurrencyContext value={{ currency: "EUR", rate: 0.92, day: "2026-11-01", instead }}>
        <Money usd={2} />
      </CurrencyContext>,
    );
    const amount = screen.getByTitle(/1 USD = 0.92 EUR on 2026-11-01/);
    expect(amount).toHaveTextContent(text);
    expect(amount.title).toContain("2 USD");
  });
});

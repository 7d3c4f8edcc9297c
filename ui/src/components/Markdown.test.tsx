import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "../../test/render";
import { Markdown } from "./Markdown";

describe("text from a model", () => {
  it("is rendered as markdown, with HTML left as text", () => {
    const { container } = show(
      <Markdown text={"**bold** <img src=x onerror=alert(1)><script>alert(2)</script>"} />,
    );
    expect(screen.getByText("bold").tagName).toBe("STRONG");
    expect(container.querySelector("script, img")).toBeNull();
  });

  it("links only to the web and to mail", () => {
    show(<Markdown text={"[a](javascript:alert(1)) [b](https://example.com/)"} />);
    expect(screen.getByText("a").getAttribute("href")).toBe("");
    expect(screen.getByText("b")).toHaveAttribute("rel", "noopener noreferrer");
  });

  it("shows an embedded image and only names a remote one", () => {
    const { container } = show(
      <Markdown text={"![dot](data:image/png;base64,AAAA) ![chart](https://files.example.com/chart.png)"} />,
    );
    expect(container.querySelectorAll("img")).toHaveLength(1);
    expect(screen.getByText("https://files.example.com/chart.png")).toBeVisible();
    expect(screen.getByText("open")).toHaveAttribute("href", "https://files.example.com/chart.png");
  });
});

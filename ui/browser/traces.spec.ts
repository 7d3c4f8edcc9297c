import { expect } from "@playwright/test";
import { failACall, openTraces, project, rows, test } from "./stet";

test("home answers how much, how fast and how dear, and leads to the traces", async ({ stet }) => {
  await stet.goto(`/projects/${project}`);
  for (const name of ["Requests", "Failure rate", "Cost", "Tokens"])
    await expect(stet.getByRole("region", { name, exact: true })).toBeVisible();
  await expect(stet.getByRole("img", { name: "What did it cost?" }).locator("canvas")).toBeVisible();
  const sideBySide = stet.getByRole("table", { name: "Side by side" });
  await expect(sideBySide.getByRole("link", { name: "simulated-large" })).toBeVisible();
  await stet.getByRole("combobox", { name: "App" }).click();
  await stet.getByRole("option", { name: "billing-bot" }).click();
  await expect(stet).toHaveURL(/app=billing-bot/);
  await sideBySide.getByRole("link", { name: "simulated-large" }).click();
  await expect(stet).toHaveURL(/where=/);
  await expect(rows(stet).first()).toBeVisible();
  await stet.goBack();
  await stet.keyboard.press("g");
  await stet.keyboard.press("t");
  await expect(stet).toHaveURL(new RegExp(`/projects/${project}/traces`));
});

test("filters and search live in the URL and survive a reload", async ({ stet }) => {
  await openTraces(stet, "?range=all");
  await stet.getByRole("button", { name: "Status" }).click();
  await stet.getByLabel("ok", { exact: true }).check();
  await stet.keyboard.press("Escape");
  await expect(stet.getByLabel("ok", { exact: true })).toBeHidden();
  await expect(stet).toHaveURL(/status=ok/);
  const wordOfAnInput = async () => {
    const inputs = await rows(stet).evaluateAll((all) =>
      all.map((row) => row.querySelectorAll("[role=gridcell]")[3]?.textContent ?? ""),
    );
    return inputs.map((input) => /[A-Za-z]{4,}/.exec(input)?.[0] ?? "").find((word) => word !== "") ?? "";
  };
  await expect.poll(wordOfAnInput).not.toBe("");
  const word = await wordOfAnInput();
  await stet.getByRole("grid", { name: "Traces" }).focus();
  await stet.keyboard.press("/");
  await expect(stet.getByLabel("Search text in traces")).toBeFocused();
  await stet.keyboard.type(word);
  await expect(stet).toHaveURL(new RegExp(`q=${word}`));
  await expect(rows(stet).first()).toBeVisible();
  await stet.reload();
  await expect(stet.getByLabel("Search text in traces")).toHaveValue(word);
  await expect(rows(stet).first()).toContainText("ok");
});

test("filters that match nothing can be cleared", async ({ stet }) => {
  await stet.goto(`/projects/${project}/traces?q=zzzz-no-such-text`);
  await expect(stet.getByText("No trace matches these filters")).toBeVisible();
  await stet.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(rows(stet).first()).toBeVisible();
});

test("a trace opens with the keyboard and shows its messages", async ({ stet }) => {
  await openTraces(stet, "?status=ok&range=all");
  await stet.keyboard.press("j");
  await stet.keyboard.press("Enter");
  await expect(stet.getByRole("tree", { name: "Spans" })).toBeVisible();
  const generation = stet.getByRole("treeitem").filter({ has: stet.getByLabel("generation") });
  await generation.first().click();
  await expect(stet.getByRole("article", { name: "user message" }).first()).toBeVisible();
  await expect(stet.getByRole("article", { name: "assistant message" }).first()).toBeVisible();
  await stet.getByRole("tab", { name: "Details" }).click();
  await expect(stet).toHaveURL(/tab=details/);
  await expect(stet.getByRole("table", { name: "Token usage" })).toBeVisible();
  await stet.getByRole("tab", { name: "Raw JSON" }).click();
  await expect(stet.getByLabel("the span as JSON", { exact: true })).toContainText('"spanId"');
  await stet.keyboard.press("Escape");
  await expect(stet.getByRole("grid", { name: "Traces" })).toBeVisible();
});

test("live mode brings new traces without a reload", async ({ stet }) => {
  await openTraces(stet, "?live=true");
  const first = await rows(stet).first().getAttribute("href");
  await expect.poll(() => rows(stet).first().getAttribute("href"), { timeout: 30_000 }).not.toBe(first);
});

test("words that were looked for are marked on the trace they were found in", async ({ stet }) => {
  await openTraces(stet, "?q=refund");
  await rows(stet)
    .filter({ has: stet.locator("mark") })
    .first()
    .click();
  await expect(stet).toHaveURL(/find=refund/);
  await expect(stet.getByRole("tree", { name: "Spans" }).locator("mark").first()).toBeVisible();
  await expect.poll(() => stet.evaluate(() => CSS.highlights.get("found")?.size ?? 0)).toBeGreaterThan(0);
  await stet.getByRole("button", { name: "Clear Marked: refund" }).click();
  await expect(stet).not.toHaveURL(/find=/);
});

test("a moment is marked, and the mark removed", async ({ stet }) => {
  const title = `marked ${Date.now()}`;
  await stet.goto(`/projects/${project}/markers`);
  await stet.getByRole("button", { name: "Mark a moment" }).click();
  await stet.getByLabel("What happened").fill(title);
  await stet.getByRole("button", { name: "Mark", exact: true }).click();
  await expect(stet.getByRole("row", { name: title })).toBeVisible();
  await stet.getByRole("button", { name: `Remove ${title}` }).click();
  await stet.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(stet.getByText(title)).toHaveCount(0);
});

test("home asks again when the server says that there is something new", async ({ stet }) => {
  const listening = stet.waitForResponse((response) =>
    response.url().endsWith(`/projects/${project}/events`),
  );
  await stet.goto(`/projects/${project}`);
  expect((await listening).headers()["content-type"]).toContain("text/event-stream");
  const overview = () => stet.waitForResponse((response) => response.url().includes("/query?"));
  await overview();
  const requests = stet.getByRole("region", { name: "Requests", exact: true });
  const before = await requests.textContent();
  await failACall(stet);
  await expect(requests).not.toHaveText(before ?? "");
});

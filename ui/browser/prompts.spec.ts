import { expect, type Page } from "@playwright/test";
import { openTraces, project, test } from "./stet";

/** Puts words into an editor, which is no form field. */
async function write(page: Page, label: string, words: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label });
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
}

async function saveVersion(page: Page, message: string): Promise<void> {
  await page.getByRole("button", { name: "Save a version" }).click();
  await page.getByLabel("What changed, and why").fill(message);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test.setTimeout(120_000);

test("a prompt is written, saved twice, compared, and a label moved", async ({ stet }) => {
  const name = `journey/answer ${Date.now()}`;
  await stet.goto(`/projects/${project}/prompts`);
  await stet.getByRole("button", { name: "New prompt" }).first().click();
  await stet.getByRole("textbox", { name: "Name" }).fill(name);
  await stet.getByRole("button", { name: "Create" }).click();
  await expect(stet.getByRole("heading", { name })).toBeVisible();

  await write(stet, "Message 1, system", "Answer in two sentences.");
  await expect(stet.getByText(/^Draft saved/)).toBeVisible();
  await stet.reload();
  await expect(stet.getByRole("textbox", { name: "Message 1, system" })).toHaveText(
    "Answer in two sentences.",
  );
  await expect(stet.getByRole("rowheader", { name: "question" })).toBeVisible();
  await saveVersion(stet, "The beginning");
  await expect(stet.getByText("Nothing changed, from version 1")).toBeVisible();

  await write(stet, "Message 1, system", "Answer in three sentences.");
  await saveVersion(stet, "Longer answers");
  await expect(stet.getByText("Nothing changed, from version 2")).toBeVisible();

  await stet.getByRole("tab", { name: "Compare" }).click();
  const differs = stet.getByRole("list", { name: "What differs" });
  await expect(differs.locator("del")).toHaveText(["two"]);
  await expect(differs.locator("ins")).toHaveText(["three"]);
  await expect(stet.getByLabel("Version 1", { exact: true })).toContainText("two sentences");
  await expect(stet.getByLabel("Version 2", { exact: true })).toContainText("three sentences");

  await stet.getByRole("tab", { name: "Versions" }).click();
  await stet.getByRole("button", { name: "Label version 2" }).click();
  await stet.getByRole("combobox", { name: "Label" }).fill("production");
  await stet.getByLabel("Reason").fill("People asked for more");
  await stet.getByRole("button", { name: "Move", exact: true }).click();
  await expect(stet.getByRole("row", { name: /Longer answers/ })).toContainText("production");

  await stet.getByRole("tab", { name: "Labels" }).click();
  await stet.getByRole("button", { name: "History of production" }).click();
  await expect(stet.getByRole("table", { name: "Moves of production" })).toContainText(
    "People asked for more",
  );
});

test("a generation is opened in the playground, changed, run twice, saved and made live", async ({
  stet,
}) => {
  const name = `journey/kinder ${Date.now()}`;
  await openTraces(stet, `?where=${encodeURIComponent("app = billing-bot and not status = error")}`);
  await stet.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1).click();
  await stet
    .getByRole("treeitem")
    .filter({ has: stet.getByLabel("generation") })
    .first()
    .click();
  await stet.getByRole("button", { name: "Open in playground" }).click();

  const a = stet.getByRole("region", { name: "Variant A" });
  await expect(a.getByRole("textbox", { name: "Message 1, system" })).toContainText("billing assistant");
  await stet.getByRole("button", { name: "Add a variant" }).click();
  const b = stet.getByRole("region", { name: "Variant B" });
  await b.getByRole("textbox", { name: "Message 1, system" }).click();
  await stet.keyboard.press("Control+End");
  await stet.keyboard.type(" Be kind.");
  await stet.keyboard.press("Control+Enter");
  for (const variant of [a, b]) {
    await expect(variant.getByText("Answered")).toBeVisible({ timeout: 60_000 });
    await expect(variant.getByRole("link", { name: "Trace" })).toBeVisible();
  }

  await b.getByRole("button", { name: "Save as version" }).click();
  await stet.getByRole("combobox", { name: "Prompt" }).fill(name);
  await stet.getByLabel("What changed, and why").fill("Kinder");
  await stet.getByRole("button", { name: "Save", exact: true }).click();
  await stet.getByRole("link", { name: `Open version 1 of ${name}` }).click();

  await stet.getByRole("button", { name: "Label version 1" }).click();
  await stet.getByRole("combobox", { name: "Label" }).fill("production");
  await stet.getByRole("button", { name: "Move", exact: true }).click();
  const version = stet.getByRole("row", { name: /Kinder/ });
  await expect(version).toContainText("production");
  await expect(stet.getByText("Be kind.")).toBeVisible();
});

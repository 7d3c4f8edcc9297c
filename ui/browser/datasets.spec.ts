import { expect } from "@playwright/test";
import { openTraces, project, test } from "./stet";

test.setTimeout(120_000);

test("a file becomes cases, and a trace becomes one more", async ({ stet }) => {
  const name = `journey/faq ${Date.now()}`;
  await stet.goto(`/projects/${project}/datasets`);
  await stet.getByRole("button", { name: "New dataset" }).click();
  await stet.getByRole("textbox", { name: "Name" }).fill(name);
  await stet.getByRole("button", { name: "Create" }).click();
  await expect(stet.getByText("No cases yet")).toBeVisible();

  await stet.getByRole("button", { name: "Import a file" }).click();
  const dialog = stet.getByRole("dialog");
  await stet.locator("input[type=file]").setInputFiles({
    name: "faq.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "question,answer\nWhere is my invoice?,Under Billing.\nCan I have a refund?,Within 30 days.\nbroken,row,here\n",
    ),
  });
  await expect(dialog.getByRole("table", { name: "Refused" })).toContainText("4");
  await dialog.getByRole("combobox", { name: "What answer becomes" }).click();
  await stet.getByRole("option", { name: "expected" }).click();
  await expect(dialog.getByRole("table", { name: "The first cases" })).toContainText("Under Billing.");
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog.getByText("Version 1 is saved.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  const cases = stet.getByRole("table", { name: "Cases" });
  await expect(cases.getByRole("row")).toHaveCount(3);

  await openTraces(stet, `?where=${encodeURIComponent("app = billing-bot and not status = error")}`);
  await stet.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1).click();
  await stet
    .getByRole("treeitem")
    .filter({ has: stet.getByLabel("generation") })
    .first()
    .click();
  await stet.getByRole("button", { name: "Add to dataset" }).click();
  await dialog.getByRole("combobox", { name: "Dataset" }).fill(name);
  await stet.getByRole("option", { name }).click();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByRole("link", { name: `Open ${name}` }).click();

  await expect(cases.getByRole("row")).toHaveCount(4);
  await cases.getByRole("row").last().getByRole("button").first().click();
  await cases.getByRole("link", { name: /^trace / }).click();
  await expect(stet.getByRole("tree")).toBeVisible();
});

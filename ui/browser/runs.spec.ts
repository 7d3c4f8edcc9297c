import { expect } from "@playwright/test";
import { project, test } from "./stet";

test.setTimeout(120_000);

test("a run leads to what every evaluator said of an output, and to its trace", async ({ stet }) => {
  await stet.goto(`/projects/${project}/runs`);
  await stet.getByRole("link", { name: "at launch" }).click();
  await expect(stet.getByRole("heading", { name: "at launch" })).toBeVisible();
  await expect(stet.getByText("finished", { exact: true })).toBeVisible({ timeout: 90_000 });

  const items = stet.getByRole("table", { name: "Items" });
  await items.getByRole("button").first().click();
  await expect(stet.getByText(/wanted at most 60/).first()).toBeVisible();
  await stet.getByRole("link", { name: /^trace / }).click();
  await expect(stet.getByText("evaluation").first()).toBeVisible();
});

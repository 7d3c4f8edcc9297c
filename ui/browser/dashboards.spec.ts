import { expect } from "@playwright/test";
import { openTraces, project, test } from "./stet";

test("a dashboard is made, changed and kept", async ({ stet }) => {
  const name = `Browser test ${Date.now()}`;
  await stet.goto(`/projects/${project}/dashboards`);
  await stet.getByRole("button", { name: "New dashboard", exact: true }).click();
  await expect(stet.getByRole("img", { name: "Waiting time", exact: true })).toBeVisible();
  await expect(stet.getByRole("region", { name: "Requests", exact: true })).toContainText(/\d/);

  await stet.getByRole("button", { name: "Edit", exact: true }).click();
  await stet.getByLabel("Name", { exact: true }).fill(name);
  await stet.getByRole("button", { name: "Add a panel" }).click();
  const dialog = stet.getByRole("dialog");
  await dialog.getByLabel("Title", { exact: true }).fill("By status");
  await dialog.getByRole("combobox", { name: "Chart" }).click();
  await stet.getByRole("option", { name: "table" }).click();
  await dialog.getByLabel("By", { exact: true }).fill("status");
  await expect(dialog.getByRole("cell", { name: "ok", exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await stet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(stet.getByRole("heading", { name })).toBeVisible();

  await stet.reload();
  await expect(stet.getByRole("table", { name: "By status" })).toContainText("ok");
});

test("filters are saved under a name and opened again", async ({ stet }) => {
  const name = `Failures ${Date.now()}`;
  await openTraces(stet, "?where=status%20%3D%20ok");
  await stet.getByRole("button", { name: "Views" }).click();
  await stet.getByLabel("Name of the view").fill(name);
  await stet.getByRole("button", { name: "Save", exact: true }).click();
  await expect(stet.getByRole("button", { name, exact: true })).toBeVisible();

  await openTraces(stet);
  await stet.getByRole("button", { name: "Views" }).click();
  await stet.getByRole("button", { name, exact: true }).click();
  await expect(stet).toHaveURL(/where=/);
});

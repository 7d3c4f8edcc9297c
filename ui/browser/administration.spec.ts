import { expect } from "@playwright/test";
import { project, test } from "./stet";

test("a key is created, shown once and revoked", async ({ stet }) => {
  const name = `browser test ${Date.now()}`;
  await stet.goto(`/projects/${project}/keys`);
  await stet.getByRole("button", { name: "Create a key" }).click();
  await stet.getByLabel("Name", { exact: true }).fill(name);
  await stet.getByRole("button", { name: "Create", exact: true }).click();
  const key = (await stet.getByLabel("the key", { exact: true }).textContent()) ?? "";
  expect(key).toMatch(/^stet_/);
  await expect(stet.getByLabel("the curl snippet", { exact: true })).toContainText(key);
  await stet.getByRole("button", { name: "Done, I have copied it" }).click();
  await expect(stet.getByText(key, { exact: true })).toHaveCount(0);

  await stet.getByRole("button", { name: `Revoke ${name}` }).click();
  await stet.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(stet.getByRole("row", { name }).getByText(/^revoked/)).toBeVisible();
});

test("a provider is tested, and the simulated one says so", async ({ stet }) => {
  await stet.goto("/providers");
  const simulated = stet.getByRole("row").filter({ hasText: "built in" }).first();
  await expect(simulated.getByText("simulated", { exact: true }).last()).toBeVisible();
  await simulated.getByRole("button", { name: /^Test / }).click();
  await expect(simulated.getByRole("status")).toContainText("reachable in");
});

test("a new project starts with a snippet that already holds a key", async ({ stet }) => {
  const name = `browser-${Date.now()}`;
  await stet.goto("/projects");
  await stet.getByRole("button", { name: "Create a project" }).click();
  await stet.getByLabel("Name").fill(name);
  await stet.getByRole("button", { name: "Create", exact: true }).click();
  await expect(stet).toHaveURL(new RegExp(`/projects/${name}$`));
  await stet.getByRole("button", { name: "Create a key and fill it in" }).click();
  await expect(stet.getByLabel("the curl snippet", { exact: true })).toContainText("Bearer stet_");
});

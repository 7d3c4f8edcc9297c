import { expect } from "@playwright/test";
import { failACall, project, test } from "./stet";

test("a session opens as a chat whose turns lead to their traces", async ({ stet }) => {
  await stet.goto(`/projects/${project}/sessions?sort=-traceCount`);
  const first = stet.getByRole("table", { name: "Sessions" }).getByRole("link").first();
  const session = (await first.textContent()) ?? "";
  await first.click();
  await expect(stet.getByRole("heading", { name: session })).toBeVisible();
  const turn = stet.getByRole("feed", { name: "Conversation" }).getByRole("article").first();
  await expect(turn.getByLabel("asked")).not.toBeEmpty();
  await turn.getByRole("link").first().click();
  await expect(stet).toHaveURL(/\/traces\/[0-9a-f]{32}$/);
});

test("an end user's page lists their sessions", async ({ stet }) => {
  await stet.goto(`/projects/${project}/end-users?sort=-traceCount`);
  await stet.getByRole("table", { name: "End users" }).getByRole("link").first().click();
  await expect(stet.getByRole("table", { name: "Sessions" }).getByRole("link").first()).toBeVisible();
  await stet.getByRole("button", { name: "Their traces" }).click();
  await expect(stet).toHaveURL(/\/traces\?.*user=/);
});

test("errors are grouped, and a group leads to its traces", async ({ stet }) => {
  await failACall(stet);
  await stet.goto(`/projects/${project}/errors`);
  const errors = stet.getByRole("table", { name: "Errors" });
  await expect(async () => {
    await stet.reload();
    await expect(errors).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
  await errors.getByRole("row").nth(1).getByRole("button").nth(1).click();
  await expect(stet).toHaveURL(/open=/);
  await expect(stet.getByRole("list", { name: "Newest examples" }).getByRole("link").first()).toBeVisible();
  await stet.getByRole("button", { name: /^(The trace|All [\d,]+ traces)$/ }).click();
  await expect(stet).toHaveURL(/failedKind=/);
  await expect(stet.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1)).toBeVisible();
});

test("a person is let in and taken out, and both are on record", async ({ stet }) => {
  const name = `browser-${Date.now()}`;
  await stet.goto("/people");
  await stet.getByRole("button", { name: "Add a person" }).click();
  await stet.getByLabel("Name", { exact: true }).fill(name);
  await stet.getByRole("button", { name: "Add", exact: true }).click();
  await expect(stet.getByLabel("the password", { exact: true })).not.toBeEmpty();
  await stet.getByRole("button", { name: "Done" }).click();
  await stet.getByRole("button", { name: `Remove ${name}` }).click();
  await stet.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(stet.getByRole("row", { name })).toHaveCount(0);

  await stet.goto(`/audit?q=${name}`);
  const record = stet.getByRole("table", { name: "Audit" });
  await expect(record.getByRole("row", { name: "person removed" })).toBeVisible();
  await expect(record.getByRole("row", { name: "member added" })).toBeVisible();
});

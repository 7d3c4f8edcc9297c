import { expect } from "@playwright/test";
import { project, signIn, test } from "./stet";

test("a page asked for before signing in opens after it", async ({ page }) => {
  await page.goto(`/projects/${project}/keys`);
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await signIn(page);
  await expect(page).toHaveURL(new RegExp(`/projects/${project}/keys$`));
  await expect(page.getByRole("heading", { name: "Keys" })).toBeVisible();
});

test("a wrong password is refused in words", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Name and password do not match.");
});

test("signing out ends the session", async ({ stet }) => {
  await stet.getByRole("button", { name: "User menu" }).click();
  await stet.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(stet.getByRole("button", { name: "Sign in" })).toBeVisible();
  await stet.goto("/");
  await expect(stet).toHaveURL(/\/sign-in/);
});

import { expect } from "@playwright/test";
import { project, signedOut, signIn, test } from "./stet";

test.use({ storageState: signedOut });

test("a page asked for before signing in opens after it, until signing out", async ({ page }) => {
  await page.goto(`/projects/${project}/keys`);
  await expect(page).toHaveURL(/\/sign-in\?from=/);
  await signIn(page);
  await expect(page).toHaveURL(new RegExp(`/projects/${project}/keys$`));
  await expect(page.getByRole("heading", { name: "Keys" })).toBeVisible();

  await page.getByRole("button", { name: "admin, user menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong password is refused in words", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Name and password do not match.");
});

import { expect, type Page, test as base } from "@playwright/test";

export const project = process.env.STET_PROJECT ?? "demo";
export const password = process.env.STET_ADMIN_PASSWORD ?? "stet";

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

/** A signed-in page that fails its test when the browser reports an error, such as a breach of the content policy. */
export const test = base.extend<{ stet: Page }>({
  stet: async ({ page }, run) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("401")) complaints.push(message.text());
    });
    await page.goto("/sign-in");
    await signIn(page);
    await run(page);
    expect(complaints).toEqual([]);
  },
});

export async function openTraces(page: Page, search = ""): Promise<void> {
  await page.goto(`/projects/${project}/traces${search}`);
  await expect(page.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1)).toBeVisible();
}

export const rows = (page: Page) => page.getByRole("rowgroup").getByRole("row");

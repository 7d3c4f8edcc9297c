import { expect, type Page, type PlaywrightTestOptions, test as base } from "@playwright/test";

export const project = process.env.STET_PROJECT ?? "demo";
export const password = process.env.STET_ADMIN_PASSWORD ?? "stet";

type State = Exclude<PlaywrightTestOptions["storageState"], string | undefined>;

export const signedOut: State = { cookies: [], origins: [] };

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();
}

/**
 * Tests share one sign-in, because the server limits how often a password may be tried. A test fails when the browser
 * reports an error, such as a breach of the content policy.
 */
export const test = base.extend<{ stet: Page }, { session: State }>({
  session: [
    async ({ browser }, run, { project: { use } }) => {
      const page = await browser.newPage({ baseURL: use.baseURL });
      await page.goto("/sign-in");
      await signIn(page);
      await run(await page.context().storageState());
      await page.close();
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, run) => run(session),
  stet: async ({ page }, run) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await run(page);
    expect(complaints).toEqual([]);
  },
});

/** Makes a call that fails: it asks for a model that nobody serves. */
export async function failACall(page: Page): Promise<void> {
  const { csrf } = (await (await page.request.get("/api/v1/session")).json()) as { csrf: string };
  const created = await page.request.post(`/api/v1/projects/${project}/keys`, {
    headers: { "stet-csrf": csrf },
    data: { name: "fails" },
  });
  const { key } = (await created.json()) as { key: string };
  const answer = await page.request.post("/v1/chat/completions", {
    headers: { authorization: `Bearer ${key}` },
    data: { model: "no-such-model", messages: [{ role: "user", content: "hello" }] },
  });
  expect(answer.ok()).toBe(false);
}

export async function openTraces(page: Page, search = ""): Promise<void> {
  await page.goto(`/projects/${project}/traces${search}`);
  await expect(page.getByRole("grid", { name: "Traces" }).getByRole("row").nth(1)).toBeVisible();
}

export const rows = (page: Page) => page.getByRole("rowgroup").getByRole("row");

import { expect } from "@playwright/test";
import { join } from "node:path";
import { openTraces, test } from "./stet";

test("? explains the keys and Escape closes it", async ({ stet }) => {
  await openTraces(stet);
  await stet.keyboard.press("?");
  await expect(stet.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await stet.keyboard.press("Escape");
  await expect(stet.getByRole("dialog")).toHaveCount(0);
});

test("the theme changes and is remembered", async ({ stet }) => {
  await stet.goto("/providers");
  const paper = () => stet.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await stet.getByRole("button", { name: "Theme: auto" }).click();
  await expect(stet.getByRole("button", { name: "Theme: light" })).toBeVisible();
  const light = await paper();
  await stet.getByRole("button", { name: "Theme: light" }).click();
  await expect.poll(paper).not.toBe(light);
  await stet.reload();
  await expect(stet.getByRole("button", { name: "Theme: dark" })).toBeVisible();
  expect(await paper()).not.toBe(light);
});

test("the picture in the README is of the running product", async ({ stet }) => {
  const folder = process.env.STET_SCREENSHOTS ?? "target/screenshots";
  await stet.setViewportSize({ width: 1600, height: 900 });
  await openTraces(stet);
  await expect(stet.getByLabel("Summary of the traces found")).toBeVisible();
  await stet.screenshot({ path: join(folder, "traces.png") });
});

test("an address that leads nowhere says so beside the rail", async ({ stet }) => {
  await stet.goto("/projects/demo/no-such-page");
  await expect(stet.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expect(stet.getByRole("navigation", { name: "Pages" })).toBeVisible();
});

test("Ctrl K finds a page, and the rail shows the group that it is in", async ({ stet }) => {
  await openTraces(stet);
  const settings = stet.getByRole("button", { name: "Settings", exact: true });
  await expect(settings).toHaveAttribute("aria-expanded", "false");
  await stet.keyboard.press("Control+k");
  await stet.getByRole("dialog").getByRole("textbox").fill("aud");
  await stet.keyboard.press("Enter");
  await expect(stet).toHaveURL(/\/audit$/);
  await expect(settings).toHaveAttribute("aria-expanded", "true");
  await expect(stet.getByRole("link", { name: "Audit" })).toHaveAttribute("aria-current", "page");
});

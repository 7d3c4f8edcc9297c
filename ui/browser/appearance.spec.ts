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

import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { Marker } from "../../api/types";
import { MarkersPage } from "./MarkersPage";
import { markerSearchOf } from "./queries";

const marker = (change: Partial<Marker>): Marker => ({
  id: "m1",
  at: "2026-11-23T10:00:00Z",
  kind: "deploy",
  title: "release 7",
  createdBy: "ada",
  createdAt: "2026-11-23T10:00:00Z",
  ...change,
});

function open(search = {}) {
  let kept = [marker({}), marker({ id: "m2", kind: "incident", title: "wrong refunds" })];
  const asked = serve({
    "GET /projects/demo/markers": () => ({ items: kept }),
    "POST /projects/demo/markers": ({ body }) => {
      const added = marker({ id: "m3", ...(body as Partial<Marker>) });
      kept = [added, ...kept];
      return added;
    },
    "DELETE /projects/demo/markers/m1": () => {
      kept = kept.filter(({ id }) => id !== "m1");
      return undefined;
    },
  });
  const onSearch = vi.fn();
  show(<MarkersPage project="demo" search={search} onSearch={onSearch} />);
  return { asked, onSearch };
}

it("marks a moment", async () => {
  const { asked } = open();
  await userEvent.click(await screen.findByRole("button", { name: "Mark a moment" }));
  const form = within(await screen.findByRole("dialog"));
  await userEvent.click(form.getByRole("radio", { name: "incident" }));
  await userEvent.type(form.getByLabelText("What happened"), "provider down");
  await userEvent.click(form.getByRole("button", { name: "Mark" }));
  expect(await screen.findByText("provider down")).toBeVisible();
  expect(asked.find(({ method }) => method === "POST")?.body).toMatchObject({
    kind: "incident",
    title: "provider down",
  });
});

it("removes a marker after asking", async () => {
  open();
  await userEvent.click(await screen.findByRole("button", { name: "Remove release 7" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
  await vi.waitFor(() => expect(screen.queryByText("release 7")).toBeNull());
});

it("lists one kind, as the URL says", async () => {
  open(markerSearchOf({ kind: "incident", range: "7d" }));
  expect(await screen.findByText("wrong refunds")).toBeVisible();
  expect(screen.queryByText("release 7")).toBeNull();
  expect(markerSearchOf({ kind: "party" }).kind).toBeUndefined();
});

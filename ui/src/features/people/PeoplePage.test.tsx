import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import type { Person } from "../../api/types";
import { PeoplePage } from "./PeoplePage";

const person = (name: string): Person => ({
  id: name,
  name,
  administrator: name === "admin",
  createdAt: "2026-11-23T10:00:00Z",
});

describe("the people page", () => {
  it("shows a made-up password once, and removes a person after asking", async () => {
    const people = [person("admin")];
    const log = serve({
      "GET /people": () => ({ items: people }),
      "POST /people": () => {
        people.push(person("bo"));
        return { item: people[1], password: "made-up-password" };
      },
      "DELETE /people/bo": () => {
        people.pop();
      },
    });
    show(<PeoplePage me="admin" />);
    expect(await screen.findByText("you")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Remove admin" })).toBeNull();

    await userEvent.click(screen.getByRole("button", { name: "Add a person" }));
    await userEvent.type(screen.getByLabelText("Name"), "bo");
    await userEvent.click(screen.getByRole("button", { name: "Add" }));
    expect(await screen.findByText("made-up-password")).toBeVisible();
    expect(log.find(({ method }) => method === "POST")?.body).toEqual({ name: "bo", administrator: false });
    await userEvent.click(screen.getByRole("button", { name: "Done" }));

    await userEvent.click(await screen.findByRole("button", { name: "Remove bo" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Remove" }));
    expect(await screen.findByText("Removed bo")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Remove bo" })).toBeNull();
  });
});

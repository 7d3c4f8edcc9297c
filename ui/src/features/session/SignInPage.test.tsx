import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { Refusal, serve } from "../../../test/server";
import { SignInPage } from "./SignInPage";

const session = { user: { id: "u1", name: "admin", administrator: true }, csrf: "c", projects: [] };

describe("signing in", () => {
  it("says when the password is wrong, and enters when it is right", async () => {
    const entered = vi.fn();
    serve({
      "POST /session": ({ body }) =>
        (body as { password: string }).password === "right" ? session : new Refusal(401, { title: "No" }),
    });
    show(<SignInPage onSignedIn={entered} />);
    await userEvent.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect(await screen.findByText("Name and password do not match.")).toBeVisible();
    await userEvent.clear(screen.getByLabelText("Password"));
    await userEvent.type(screen.getByLabelText("Password"), "right{Enter}");
    await waitFor(() => expect(entered).toHaveBeenCalledOnce());
  });

  it("posts a one-time link once and says when it is spent", async () => {
    const log = serve({
      "POST /session/link": () => new Refusal(401, { title: "Spent", detail: "used before" }),
    });
    show(<SignInPage token="once" onSignedIn={vi.fn()} />);
    expect(await screen.findByText(/This link no longer works \(used before\)/)).toBeVisible();
    expect(log.map(({ body }) => body)).toEqual([{ token: "once" }]);
  });
});

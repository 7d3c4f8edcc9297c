import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { artifact } from "../../../test/samples";
import { show } from "../../../test/render";
import { serve } from "../../../test/server";
import { ArtifactsPage } from "./ArtifactsPage";
import { artifactSearchOf } from "./search";

function open(search = {}, answer: object = {}) {
  const asked = serve({
    "GET /projects/demo/artifacts": () => ({ items: [], folders: [], ...answer }),
    "PUT /projects/demo/artifacts/prompt/support%2Fanswer": () => artifact({ favourite: true }),
    "POST /projects/demo/artifacts": () => artifact({ name: "support/new" }),
  });
  const props = { onSearch: vi.fn(), onOpen: vi.fn() };
  show(
    <ArtifactsPage
      project="demo"
      kind="prompt"
      search={search}
      hrefOf={(name) => `/prompts/${encodeURIComponent(name)}`}
      {...props}
    />,
  );
  return { asked, ...props };
}

it("lists a folder with where labels point, and leads into the folders below", async () => {
  const { asked, onSearch, onOpen } = open(
    { folder: "support" },
    {
      items: [artifact({ labels: { production: 2 }, latest: 3 })],
      folders: [{ path: "support/eu/", artifacts: 4 }],
    },
  );
  const row = await screen.findByRole("row", { name: /answer/ });
  expect(row).toHaveTextContent("production2");
  expect(within(row).getByRole("link", { name: "answer" })).toHaveAttribute(
    "href",
    "/prompts/support%2Fanswer",
  );
  await userEvent.click(within(row).getByRole("link", { name: "answer" }));
  expect(onOpen).toHaveBeenCalledWith("support/answer");
  await userEvent.click(screen.getByRole("button", { name: /eu/ }));
  expect(onSearch).toHaveBeenCalledWith({ folder: "support/eu" });
  expect(asked[0]?.query.get("folder")).toBe("support");
});

it("marks a favourite", async () => {
  const { asked } = open({}, { items: [artifact()] });
  await userEvent.click(await screen.findByRole("button", { name: "Favourite support/answer" }));
  await vi.waitFor(() =>
    expect(asked.find(({ method }) => method === "PUT")?.body).toEqual({ favourite: true }),
  );
});

it("says what to do where there is nothing, and makes the first", async () => {
  const { asked, onOpen } = open();
  expect(await screen.findByText("No prompt here yet")).toBeVisible();
  expect(asked[0]?.query.get("folder")).toBe("/");
  const [add] = screen.getAllByRole("button", { name: "New prompt" });
  if (add) await userEvent.click(add);
  await userEvent.type(await screen.findByLabelText("Name"), "support/new");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  await vi.waitFor(() => expect(onOpen).toHaveBeenCalledWith("support/new"));
});

it("searches all folders when it is narrowed at the top, and can show all again", async () => {
  const { asked, onSearch } = open(artifactSearchOf({ tag: "billing", sort: "colour", archived: "true" }));
  await userEvent.click(await screen.findByRole("button", { name: "Show all" }));
  expect(onSearch).toHaveBeenCalledWith(expect.objectContaining({ tag: undefined, archived: undefined }));
  expect(asked[0]?.query.has("folder")).toBe(false);
  expect(asked[0]?.query.get("sort")).toBeNull();
});

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { artifact } from "../../../test/samples";
import { serve } from "../../../test/server";
import type { CodeEditorProps } from "../../components/editor/CodeEditor";
import { ReleaseForm } from "./ReleaseForm";
import { isManifest, renamed, type Manifest } from "./steps";

vi.mock("../../components/editor/CodeEditor", () => ({
  default: ({ label, value, onChange }: CodeEditorProps) => (
    <textarea aria-label={label} value={value} onChange={(event) => onChange?.(event.target.value)} />
  ),
}));

const pinned: Manifest = {
  steps: {
    answer: {
      prompt: { name: "support/answer", version: 1 },
      tools: [{ name: "lookup", version: 3 }],
      model: { name: "m" },
    },
  },
};

function open(begun: Manifest) {
  const saved = artifact({ latest: 2, labels: { production: 2 } });
  serve({
    "GET /providers": () => ({ items: [] }),
    "GET /projects/demo/traces/facets": () => ({ models: [] }),
    "GET /projects/demo/artifacts": () => ({ items: [saved], folders: [] }),
    "GET /projects/demo/artifacts/prompt/support%2Fanswer": () => saved,
  });
  const onChange = vi.fn();
  function Form() {
    const [manifest, setManifest] = useState(begun);
    const change = (next: Manifest) => {
      onChange(next);
      setManifest(next);
    };
    return <ReleaseForm project="demo" manifest={manifest} onChange={change} />;
  }
  show(<Form />);
  return onChange;
}

it("pins another version, takes a tool out, and leaves the rest as it was", async () => {
  const onChange = open(pinned);
  const prompt = within(screen.getByRole("region", { name: "Prompt" }));
  expect(prompt.getByText("support/answer@1")).toBeVisible();
  await userEvent.click(prompt.getByRole("button", { name: "Another" }));
  await userEvent.click(await screen.findByRole("combobox", { name: "Name" }));
  await userEvent.click(await screen.findByRole("option", { name: "support/answer" }));
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Version" })).toBeEnabled());
  await userEvent.click(screen.getByRole("combobox", { name: "Version" }));
  await userEvent.click(await screen.findByRole("option", { name: "version 2" }));
  await userEvent.click(screen.getByRole("button", { name: "Take it" }));
  await userEvent.click(screen.getByRole("button", { name: "Take out lookup@3" }));
  expect(onChange).toHaveBeenLastCalledWith({
    steps: { answer: { prompt: "support/answer@2", model: { name: "m" } } },
  });
});

it("adds a step, names it, and refuses a name that is taken", async () => {
  const onChange = open(pinned);
  await userEvent.click(screen.getByRole("button", { name: "Add a step" }));
  const step = within(screen.getByRole("region", { name: "Step step-2" }));
  const name = step.getByRole("textbox", { name: "Name" });
  await userEvent.clear(name);
  await userEvent.type(name, "answer");
  expect(step.getByText("Another step has this name")).toBeVisible();
  await userEvent.clear(name);
  await userEvent.type(name, "check");
  await userEvent.tab();
  expect(onChange).toHaveBeenLastCalledWith({ steps: { ...pinned.steps, check: {} } });
});

it("keeps the order of steps, and knows what it cannot show", () => {
  const two: Manifest = { steps: { a: {}, b: {} } };
  expect(Object.keys(renamed(two, "a", "c").steps)).toEqual(["c", "b"]);
  expect(renamed(two, "a", "b")).toEqual(two);
  expect(isManifest({ steps: { a: "text" } })).toBe(false);
  expect(isManifest([])).toBe(false);
});

import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { artifact } from "../../../test/samples";
import { serve } from "../../../test/server";
import type { CodeEditorProps } from "../../components/editor/CodeEditor";
import type { Checked } from "./check";
import { textOf, type PromptContent } from "./content";
import { PromptForm, typed } from "./PromptForm";

vi.mock("../../components/editor/CodeEditor", () => ({
  default: ({ label, value, onChange, problems = [] }: CodeEditorProps) => (
    <>
      <textarea aria-label={label} value={value} onChange={(event) => onChange?.(event.target.value)} />
      {problems.map(({ line, message }) => (
        <span key={message}>{`${label}:${line} ${message}`}</span>
      ))}
    </>
  ),
}));

const chat: PromptContent = {
  type: "chat",
  messages: [
    { role: "system", content: "Be kind." },
    { role: "user", content: "{{question}}" },
  ],
};

const tone = artifact({ name: "tone", latest: 2, labels: { production: 1 } });

function open(content: PromptContent, checked: Partial<Checked> = {}) {
  const asked = serve({
    "GET /projects/demo/artifacts": ({ query }) => ({
      items: query.get("kind") === "prompt" ? [tone] : [],
      folders: [],
    }),
    "GET /projects/demo/artifacts/prompt/tone": () => tone,
    "GET /providers": () => ({ items: [] }),
    "GET /projects/demo/traces/facets": () => ({ models: [] }),
    "POST /projects/demo/prompts/check": () => ({
      variables: [],
      problems: [],
      warnings: [],
      includes: [],
      aboutTokens: 0,
      ...checked,
    }),
  });
  const onChange = vi.fn();
  function Page() {
    const [shown, setShown] = useState(content);
    const change = (next: PromptContent) => {
      onChange(next);
      setShown(next);
    };
    return <PromptForm project="demo" name="answer" content={shown} onChange={change} />;
  }
  show(<Page />);
  return { asked, onChange };
}

it("moves, adds and removes messages with their words", async () => {
  const { onChange } = open(chat);
  await userEvent.click(await screen.findByRole("button", { name: "Move message 2 up" }));
  expect(await screen.findByLabelText("Message 1, user")).toHaveValue("{{question}}");
  await userEvent.click(screen.getByRole("button", { name: "Include" }));
  await userEvent.click(await screen.findByRole("combobox", { name: "Name" }));
  await userEvent.click(await screen.findByRole("option", { name: "tone" }));
  await waitFor(() => expect(screen.getByRole("combobox", { name: "Version" })).toBeEnabled());
  await userEvent.click(screen.getByRole("combobox", { name: "Version" }));
  await userEvent.click(await screen.findByRole("option", { name: "production (now 1)" }));
  await userEvent.click(screen.getByRole("button", { name: "Take it" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove message 2" }));
  expect(onChange).toHaveBeenLastCalledWith({
    type: "chat",
    messages: [{ role: "user", content: "{{question}}" }, { include: "tone@production" }],
  });
});

it("shows what is wrong where it stands, and what is doubtful", async () => {
  open(chat, {
    problems: [{ field: "messages[1].content", detail: "the section is not closed", line: 1, column: 3 }],
    warnings: ["the variable 'name' is described, but the prompt does not use it"],
  });
  expect(await screen.findByText("Message 2, user:1 the section is not closed")).toBeVisible();
  const problems = within(screen.getByRole("list", { name: "Problems" }));
  expect(problems.getByText(/line 1, column 3/)).toBeVisible();
  expect(problems.getByText(/'name' is described/)).toBeVisible();
});

it("offers the variables that the words use, and keeps what is said of them", async () => {
  const { onChange } = open(chat, {
    variables: [
      {
        name: "question",
        required: true,
        type: "any",
        declared: false,
        usedAs: "text",
        field: "messages[1].content",
        line: 1,
        column: 3,
      },
    ],
  });
  await userEvent.type(await screen.findByLabelText("Default of question"), "7");
  expect(onChange).toHaveBeenLastCalledWith({ ...chat, variables: { question: { default: 7 } } });
  await userEvent.clear(screen.getByLabelText("Default of question"));
  await userEvent.click(screen.getByRole("checkbox", { name: "question is needed" }));
  expect(onChange).toHaveBeenLastCalledWith({ ...chat, variables: { question: { required: false } } });
});

it("keeps JSON that is not finished out of the prompt", async () => {
  const { onChange } = open({ ...chat, metadata: { owner: "support" } });
  const metadata = await screen.findByLabelText("Metadata");
  await userEvent.type(metadata, "{{");
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByText(/^No JSON/)).toBeVisible();
  await userEvent.clear(metadata);
  expect(onChange).toHaveBeenLastCalledWith(chat);
});

it("turns a chat into one text and back, and reads as a text that can be compared", () => {
  const text = typed(chat, "text");
  expect(text).toEqual({ type: "text", text: "Be kind.\n\n{{question}}" });
  expect(typed(text, "chat").messages).toEqual([{ role: "user", content: "Be kind.\n\n{{question}}" }]);
  expect(textOf({ ...chat, model: { name: "m" } })).toBe(
    '## system\nBe kind.\n\n## user\n{{question}}\n\n## model\n{\n  "name": "m"\n}',
  );
});

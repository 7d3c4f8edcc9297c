import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "../../../test/render";
import { artifact, span } from "../../../test/samples";
import { Refusal, serve, streamOf, type Asked } from "../../../test/server";
import type { CodeEditorProps } from "../../components/editor/CodeEditor";
import { PlaygroundPage } from "./PlaygroundPage";
import type { PlaygroundSource } from "./source";

vi.mock("../../components/editor/CodeEditor", () => ({
  default: ({ label, value, onChange }: CodeEditorProps) => (
    <textarea aria-label={label} value={value} onChange={(event) => onChange?.(event.target.value)} />
  ),
}));

const content = {
  type: "chat",
  messages: [
    { role: "system", content: "Be kind." },
    { role: "user", content: "{{question}}" },
  ],
  variables: { question: { type: "string", example: "Where is my refund?" } },
  tools: [{ ref: "billing/lookup@3" }],
  model: { name: "simulated-large" },
};

const provider = { name: "simulated", dialect: "openai", simulated: true };

function open(source: PlaygroundSource, answers: Record<string, (asked: Asked) => unknown> = {}) {
  const log = serve({
    "GET /providers": () => ({ items: [provider] }),
    "GET /projects/demo/traces/facets": () => ({ models: [{ value: "simulated-large", count: 3 }] }),
    "GET /projects/demo/artifacts": () => ({ items: [], folders: [] }),
    "GET /projects/demo/artifacts/prompt/support%2Fanswer/versions/2": () => ({
      name: "support/answer",
      number: 2,
      content,
    }),
    "POST /projects/demo/prompts/check": () => ({
      variables: [{ name: "question", required: true, type: "string", declared: true }],
      problems: [],
      warnings: [],
      includes: [],
      aboutTokens: 9,
    }),
    ...answers,
  });
  const links = {
    hrefOfTrace: (trace: string) => `/traces/${trace}`,
    onTrace: vi.fn(),
    hrefOfPrompt: (name: string, version: number) => `/prompts/${name}/${version}`,
    onPrompt: vi.fn(),
    hrefOfProviders: "/providers",
    onProviders: vi.fn(),
  };
  const page = show(<PlaygroundPage project="demo" source={source} links={links} />);
  return { log, links, page };
}

const asksFor = (log: Asked[]) => log.filter(({ path }) => path.endsWith("/playground/runs"));
const version2 = { prompt: "support/answer", version: 2 };

it("runs a saved version beside a changed copy of it, and tells them apart", async () => {
  const { log } = open(version2, {
    "POST /projects/demo/playground/runs": () =>
      streamOf([
        ["started", { variant: "A", provider: "simulated", model: "simulated-large", warnings: [] }],
        ["delta", { variant: "A", text: "It is ", reasoning: false }],
        ["delta", { variant: "A", text: "on its way.", reasoning: false }],
        ["turn", { variant: "A", turn: 1, span: span({ traceId: "t9" }), toolResults: [] }],
        [
          "finished",
          {
            variant: "A",
            text: "It is on its way.",
            turns: 1,
            inputTokens: 21,
            outputTokens: 5,
            costUsd: 0.0021,
            durationMs: 812,
            traceId: "t9",
            openToolCalls: [],
          },
        ],
        [
          "failed",
          { variant: "B", detail: "no provider serves it", errors: [{ field: "model", detail: "unknown" }] },
        ],
        ["done", { finished: 1, failed: 1 }],
      ]),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Add a variant" }));
  const b = within(screen.getByRole("region", { name: "Variant B" }));
  await userEvent.type(await b.findByLabelText("Message 1, system"), " Be brief.");
  await waitFor(() => expect(screen.getByLabelText("question")).toHaveValue("Where is my refund?"));
  await userEvent.click(screen.getByRole("button", { name: "Run 2 variants" }));

  const a = within(screen.getByRole("region", { name: "Variant A" }));
  expect(await a.findByText("It is on its way.")).toBeVisible();
  expect(a.getByText("Answered")).toBeVisible();
  expect(a.getByText("812 ms")).toBeVisible();
  expect(a.getByText("21 in, 5 out")).toBeVisible();
  expect(a.getByText("$0.0021")).toBeVisible();
  expect(a.getByRole("link", { name: "Trace" })).toHaveAttribute("href", "/traces/t9");
  expect(b.getByText("no provider serves it")).toBeVisible();
  expect(b.getByText("changed")).toBeVisible();

  const variables = { question: "Where is my refund?" };
  expect(asksFor(log)[0]?.body).toMatchObject({
    variants: [
      { id: "A", variables, prompt: { name: "support/answer", version: 2 } },
      { id: "B", variables, content: { messages: [{ content: "Be kind. Be brief." }, { role: "user" }] } },
    ],
  });
});

it("asks for the answer of a tool that was called, and mocks it", async () => {
  const call = { type: "tool_call", id: "1", name: "lookup", arguments: { invoice: 7 } };
  const output = [{ role: "assistant", parts: [call] }];
  const { log } = open(version2, {
    "POST /projects/demo/playground/runs": () =>
      streamOf([
        ["started", { variant: "A", model: "simulated-large", warnings: [] }],
        ["turn", { variant: "A", turn: 1, span: span({ output }), toolResults: [] }],
        [
          "finished",
          { variant: "A", text: "", turns: 1, durationMs: 5, traceId: "t1", openToolCalls: ["lookup"] },
        ],
      ]),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Run" }));
  expect(await screen.findByText(/The model asks for lookup/)).toBeVisible();
  expect(screen.getByText("invoice:")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Answer of lookup"), '{{"status": "paid"}');
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asksFor(log)).toHaveLength(2));
  expect(asksFor(log)[1]?.body).toMatchObject({ toolReplies: { lookup: { status: "paid" } } });
});

it("shows structured answers as JSON, with what they break of the schema", async () => {
  open(version2, {
    "POST /projects/demo/playground/runs": () =>
      streamOf([
        [
          "finished",
          {
            variant: "A",
            text: '{"tone": 7}',
            structured: { tone: 7 },
            structuredProblem: "the answer breaks the schema",
            turns: 1,
            durationMs: 5,
            traceId: "t1",
            openToolCalls: [],
          },
        ],
      ]),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Run" }));
  expect(await screen.findByText("the answer breaks the schema")).toBeVisible();
  expect(screen.getByText("tone:")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "As it came" }));
  expect(screen.getByText('{"tone": 7}')).toBeVisible();
});

it("stops what runs, and keeps what came", async () => {
  const encoder = new TextEncoder();
  const text = 'event: delta\ndata: {"variant":"A","text":"Half an ans","reasoning":false}\n\n';
  open(version2, {
    "POST /projects/demo/playground/runs": ({ signal }) =>
      new Response(
        new ReadableStream({
          start: (to) => {
            to.enqueue(encoder.encode(text));
            signal?.addEventListener("abort", () => to.error(signal.reason));
          },
        }),
      ),
  });
  await userEvent.click(await screen.findByRole("button", { name: "Run" }));
  expect(await screen.findByText("Half an ans")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(await screen.findByText("Stopped")).toBeVisible();
  expect(screen.getByText("Half an ans")).toBeVisible();
});

it("saves a changed variant as the next version, with what it was made from", async () => {
  const { log } = open(version2, {
    "GET /projects/demo/artifacts": () => ({
      items: [artifact({ name: "support/answer", latest: 2 })],
      folders: [],
    }),
    "POST /projects/demo/artifacts/prompt/support%2Fanswer/versions": ({ body }) => ({
      outcome: "saved",
      version: { name: "support/answer", number: 3, content: (body as { content: unknown }).content },
    }),
  });
  await userEvent.type(await screen.findByLabelText("Message 1, system"), " Be brief.");
  await userEvent.click(screen.getByRole("button", { name: "Save as version" }));
  expect(await screen.findByText("It becomes version 3 of this prompt")).toBeVisible();
  await userEvent.type(screen.getByLabelText("What changed, and why"), "Shorter");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByRole("link", { name: "Open version 3 of support/answer" })).toHaveAttribute(
    "href",
    "/prompts/support/answer/3",
  );
  expect(log.find(({ path }) => path.endsWith("/versions"))?.body).toMatchObject({
    message: "Shorter",
    expectedLatest: 2,
    parent: 2,
    createMissing: true,
  });
});

it("opens a call that was made, says what is not in it, and is found again as it was left", async () => {
  const source = { trace: "t1", span: "s1" };
  const { page } = open(source, {
    "GET /projects/demo/playground/generations/t1/s1": () => ({
      content: { type: "chat", messages: [{ role: "user", content: "Why?" }], model: { name: "m" } },
      warnings: ["an image is left out"],
    }),
  });
  expect(await screen.findByText("an image is left out")).toBeVisible();
  await userEvent.type(await screen.findByLabelText("Message 1, user"), " Now?");
  page.unmount();
  open({});
  expect(await screen.findByLabelText("Message 1, user")).toHaveValue("Why? Now?");
});

it("says what to do when nothing can be asked, and why a call cannot be opened", async () => {
  const { page } = open({}, { "GET /providers": () => ({ items: [] }) });
  expect(await screen.findByText("No provider answers yet")).toBeVisible();
  expect(screen.getByRole("link", { name: "Add a provider" })).toHaveAttribute("href", "/providers");
  page.unmount();
  open(
    { trace: "t1", span: "s1" },
    {
      "GET /projects/demo/playground/generations/t1/s1": () =>
        new Refusal(400, { title: "Invalid", detail: "the messages are not kept" }),
    },
  );
  expect(await screen.findByText("the messages are not kept")).toBeVisible();
});

import { describe, expect, it } from "vitest";
import { languages, snippet } from "./snippets";

const facts = { openai: "http://host:7070/v1", otlp: "http://host:7070/v1/traces", model: "gpt-5-mini" };

describe("snippets", () => {
  it.each(languages)("%s holds the server's address and the key", (language) => {
    const code = snippet(language, { ...facts, key: "stet_abc" });
    expect(code).toContain("http://host:7070/v1");
    expect(code).toContain("stet_abc");
    expect(code).not.toContain("STET_KEY");
  });

  it.each(languages)("%s reads the key from the environment when there is none", (language) => {
    expect(snippet(language, facts)).toContain("STET_KEY");
  });
});

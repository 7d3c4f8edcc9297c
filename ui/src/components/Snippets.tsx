import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { firstModel, providersQuery } from "../api/providers";
import { systemQuery } from "../api/system";
import { CodeBlock } from "./CodeBlock";
import { languages, snippet } from "./snippets";

/** One call per language, already holding this server's address and, when there is one, a key. */
export function Snippets({ apiKey }: { apiKey?: string }): ReactElement {
  const { data: system } = useQuery(systemQuery);
  const { data: providers = [] } = useQuery(providersQuery);
  const facts = {
    openai: system?.gatewayUrls.openai ?? `${location.origin}/v1`,
    otlp: system?.gatewayUrls.otlp ?? `${location.origin}/v1/traces`,
    key: apiKey,
    model: firstModel(providers),
  };
  return (
    <Tabs defaultValue={languages[0]} keepMounted={false}>
      <Tabs.List mb={10}>
        {languages.map((language) => (
          <Tabs.Tab key={language} value={language}>
            {language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {languages.map((language) => (
        <Tabs.Panel key={language} value={language}>
          <CodeBlock code={snippet(language, facts)} what={`the ${language} snippet`} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

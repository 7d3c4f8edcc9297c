import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { artifactsQuery } from "../../api/artifacts";
import { JsonField } from "../../components/JsonField";

interface Props {
  project: string;
  tools?: unknown[];
  onChange: (tools: unknown[] | undefined) => void;
}

/** What the model may ask for: tools of the registry by version, or written here. */
export function ToolsField({ project, tools, onChange }: Props): ReactElement {
  const { data } = useInfiniteQuery(artifactsQuery(project, "tool", { folder: undefined }));
  const saved = data?.pages.flatMap(({ items }) => items).filter(({ latest }) => latest > 0) ?? [];
  return (
    <>
      {saved.length > 0 && (
        <Select
          label="Add a saved tool"
          placeholder="choose"
          searchable
          data={saved.map(({ name, latest }) => `${name}@${latest}`)}
          value={null}
          onChange={(ref) => ref && onChange([...(tools ?? []), { ref }])}
        />
      )}
      <JsonField
        label="Tools"
        placeholder='[{"ref": "lookup_invoice@3"}]'
        value={tools}
        onChange={(value) => onChange(Array.isArray(value) && value.length > 0 ? value : undefined)}
      />
    </>
  );
}

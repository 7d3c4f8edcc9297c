import { Select, Textarea } from "@mantine/core";
import type { ReactElement } from "react";
import { Panel } from "../../components/Panel";
import type { FoundVariable } from "../prompts/check";
import type { Variable } from "../prompts/content";
import { writtenValue } from "../prompts/values";

interface Props {
  /** What the variants use. */
  found: readonly FoundVariable[];
  declared: Record<string, Variable>;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** A form of the variables that any of the variants uses. */
export function Values({ found, declared, values, onChange }: Props): ReactElement {
  const byName = new Map(found.map((one) => [one.name, one]));
  return (
    <Panel title="Variables">
      {byName.size === 0 && <p className="muted">The prompts insert no variables.</p>}
      {[...byName.values()].map(({ name, type, required }) => {
        const { description, default: standard } = declared[name] ?? {};
        const put = (text: string | null) => onChange({ ...values, [name]: text ?? "" });
        const label = required ? name : `${name} (may be empty)`;
        if (type === "boolean")
          return (
            <Select
              key={name}
              label={label}
              description={description}
              placeholder={writtenValue(standard)}
              clearable
              data={["true", "false"]}
              value={values[name] || null}
              onChange={put}
            />
          );
        return (
          <Textarea
            key={name}
            label={label}
            description={description}
            placeholder={writtenValue(standard) || placeholders[type]}
            autosize
            minRows={1}
            maxRows={8}
            mt={6}
            value={values[name] ?? ""}
            onChange={(event) => put(event.target.value)}
          />
        );
      })}
    </Panel>
  );
}

const placeholders: Partial<Record<FoundVariable["type"], string>> = {
  list: '[{"role": "user", "content": "Hi"}]',
  object: '{"name": "Ada"}',
  number: "7",
};

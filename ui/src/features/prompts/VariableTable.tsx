import { ActionIcon, Checkbox, Select, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconX } from "@tabler/icons-react";
import { Fragment, useState, type ReactElement } from "react";
import type { FoundVariable } from "./check";
import { variableTypes, type Variable } from "./content";
import { typedValue, writtenValue } from "./values";
import styles from "./VariableTable.module.css";

interface Props {
  declared: Record<string, Variable>;
  /** Those that the words use. */
  found: FoundVariable[];
  onChange: (declared: Record<string, Variable>) => void;
}

/** What is said of each variable; those the words use stand here by themselves. */
export function VariableTable({ declared, found, onChange }: Props): ReactElement {
  const [opened, setOpened] = useState<string>();
  const used = new Set(found.map(({ name }) => name));
  const names = [...new Set([...found.map(({ name }) => name), ...Object.keys(declared)])];
  if (names.length === 0)
    return <p className="muted">None: the words insert no variable yet, such as {"{{question}}"}.</p>;
  const change = (name: string, part: Partial<Variable>) => {
    const next = { ...declared[name], ...part };
    const said = Object.entries(next).filter(([, value]: [string, unknown]) => value !== undefined);
    onChange({ ...declared, [name]: Object.fromEntries(said) });
  };
  return (
    <table className={styles.table} aria-label="Variables">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Default</th>
          <th scope="col">Needed</th>
          <th scope="col">
            <span className="unseen">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const said = declared[name];
          const type = said?.type ?? found.find((one) => one.name === name)?.type ?? "any";
          return (
            <Fragment key={name}>
              <tr>
                <th scope="row" className="mono" data-unused={!used.has(name) || undefined} title={name}>
                  {name}
                </th>
                <td>
                  <Select
                    aria-label={`Type of ${name}`}
                    w={88}
                    allowDeselect={false}
                    data={[...variableTypes]}
                    value={type}
                    onChange={(value) => change(name, { type: variableTypes.find((one) => one === value) })}
                  />
                </td>
                <td>
                  <TextInput
                    aria-label={`Default of ${name}`}
                    placeholder="none"
                    value={writtenValue(said?.default)}
                    onChange={(event) => change(name, { default: typedValue(event.target.value, type) })}
                  />
                </td>
                <td>
                  <Checkbox
                    aria-label={`${name} is needed`}
                    checked={said?.required ?? found.find((one) => one.name === name)?.required ?? false}
                    onChange={(event) => change(name, { required: event.currentTarget.checked })}
                  />
                </td>
                <td className={styles.actions}>
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={`Description and example of ${name}`}
                    aria-expanded={opened === name}
                    onClick={() => setOpened(opened === name ? undefined : name)}
                  >
                    {opened === name ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
                  </ActionIcon>
                  {said && !used.has(name) && (
                    <ActionIcon
                      size="sm"
                      variant="subtle"
                      color="gray"
                      aria-label={`Remove ${name}`}
                      title="The words do not use it"
                      onClick={() =>
                        onChange(
                          Object.fromEntries(Object.entries(declared).filter(([other]) => other !== name)),
                        )
                      }
                    >
                      <IconX size={13} />
                    </ActionIcon>
                  )}
                </td>
              </tr>
              {opened === name && (
                <tr>
                  <td colSpan={5}>
                    <TextInput
                      label="Description"
                      placeholder="what the customer asks"
                      maxLength={2000}
                      value={said?.description ?? ""}
                      onChange={(event) => change(name, { description: event.target.value || undefined })}
                    />
                    <TextInput
                      label="Example"
                      placeholder="Where is my refund?"
                      mt={4}
                      mb={6}
                      value={writtenValue(said?.example)}
                      onChange={(event) => change(name, { example: typedValue(event.target.value, type) })}
                    />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

import { Button, Popover, Select, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement, type ReactNode } from "react";
import { artifactQuery, namedQuery, type Kind } from "../api/artifacts";

interface Props {
  project: string;
  kind: Kind;
  /** Its name, and which version: a number, a label, or `latest`. */
  onPick: (name: string, reference: string) => void;
  size?: string;
  children: ReactNode;
}

/** Finds an artifact by its name, then which of its versions. */
export function VersionPicker({ project, kind, onPick, size, children }: Props): ReactElement {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button
          size={size}
          variant="default"
          leftSection={<IconPlus size={13} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Choice
          project={project}
          kind={kind}
          onPick={(name, reference) => {
            setOpened(false);
            onPick(name, reference);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ project, kind, onPick }: Pick<Props, "project" | "kind" | "onPick">): ReactElement {
  const [typed, setTyped] = useState("");
  const [name, setName] = useState<string | null>(null);
  const [reference, setReference] = useState<string | null>(null);
  const [q] = useDebouncedValue(typed === name ? "" : typed, 200);
  const { data: named = [], isFetching } = useQuery(namedQuery(project, q, kind));
  const { data: chosen } = useQuery({
    ...artifactQuery(project, kind, name ?? ""),
    enabled: name !== null,
  });
  const known = named.filter(({ latest }) => latest > 0).map((one) => one.name);
  const names = name === null || known.includes(name) ? known : [name, ...known];
  return (
    <Stack gap="sm">
      <Select
        label="Name"
        placeholder="a part of it"
        searchable
        data-autofocus
        data={names}
        filter={({ options }) => options}
        nothingFoundMessage={isFetching ? "Looking …" : "Nothing of that name has a version"}
        comboboxProps={{ withinPortal: false }}
        value={name}
        onSearchChange={setTyped}
        onChange={(picked) => {
          setName(picked);
          setReference(null);
        }}
      />
      <Select
        label="Version"
        placeholder={chosen ? "choose" : "first a name"}
        disabled={!chosen}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={chosen ? referencesOf(chosen.labels, chosen.latest) : []}
        value={reference}
        onChange={setReference}
      />
      <Button
        disabled={!chosen || reference === null}
        onClick={() => chosen && reference !== null && onPick(chosen.name, reference)}
      >
        Take it
      </Button>
    </Stack>
  );
}

const mostVersions = 200;

/** What a version can be called: labels that move, the newest, and numbers that stay. */
function referencesOf(labels: Record<string, number>, latest: number) {
  const pointing = Object.entries(labels).map(([label, version]) => ({
    value: label,
    label: `${label} (now ${version})`,
  }));
  const numbers = Array.from({ length: Math.min(latest, mostVersions) }, (_, i) => String(latest - i));
  return [
    { group: "Moves", items: [...pointing, { value: "latest", label: `newest (now ${latest})` }] },
    { group: "Stays", items: numbers.map((number) => ({ value: number, label: `version ${number}` })) },
  ];
}

/** A version as content and releases name it; the name alone means the newest. */
export const referenceTo = (name: string, reference: string): string =>
  reference === "latest" ? name : `${name}@${reference}`;

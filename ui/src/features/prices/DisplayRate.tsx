import { Button, Checkbox, Group, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { ShownRate } from "../../api/types";
import { rateWords } from "../../components/Currency";
import { Panel } from "../../components/Panel";
import { ProblemPanel } from "../../components/ProblemPanel";
import { today } from "./price";
import { displayRateQuery, useRemoveRate, useSaveRate } from "./queries";

const installation = "";

/** The other currency that costs are shown in: those of the whole installation, or of a project that has its own. */
export function DisplayRate({ projects }: { projects: string[] }): ReactElement {
  const [chosen, setChosen] = useState(installation);
  const project = chosen === installation ? undefined : chosen;
  const { data, error } = useQuery(displayRateQuery(project));
  return (
    <Panel
      title="Show costs in another currency"
      actions={
        <Select
          aria-label="Shown in another currency"
          data={[
            { value: installation, label: "Whole installation" },
            { group: "One project", items: projects },
          ]}
          value={chosen}
          allowDeselect={false}
          onChange={(value) => setChosen(value ?? installation)}
        />
      }
    >
      {error && <ProblemPanel error={error} />}
      {data && (
        <Form key={`${chosen} ${data.own?.version} ${data.own?.changedAt}`} project={project} shown={data} />
      )}
    </Panel>
  );
}

function Form({ project, shown }: { project?: string; shown: ShownRate }): ReactElement {
  const { own, rate } = shown;
  const [currency, setCurrency] = useState(rate?.currency ?? "");
  const [amount, setAmount] = useState(rate?.rate.toString() ?? "");
  const [day, setDay] = useState(rate?.day ?? today());
  const [instead, setInstead] = useState(rate?.instead ?? false);
  const save = useSaveRate();
  const remove = useRemoveRate();
  const version = own?.version ?? 0;
  const error = save.error ?? remove.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ project, currency, rate: Number(amount), day, instead, version });
      }}
    >
      <p className="muted">
        {rate
          ? `${rateWords(rate)}${own ? `, typed by ${own.changedBy}` : ", as in the whole installation"}. `
          : "US dollars only. "}
        Costs stay US dollars in the store, in the API and in exports.
      </p>
      <Group gap="sm" align="flex-end">
        <TextInput
          label="Currency"
          placeholder="EUR"
          maxLength={3}
          w={90}
          required
          withAsterisk={false}
          value={currency}
          onChange={(event) => setCurrency(event.target.value.toUpperCase())}
        />
        <TextInput
          label="One US dollar is"
          type="number"
          step="any"
          min={0}
          w={130}
          required
          withAsterisk={false}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
        <TextInput label="On" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        <Checkbox
          mb={7}
          label="Instead of dollars"
          checked={instead}
          onChange={(event) => setInstead(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          Save
        </Button>
        {own && (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate({ project, version })}
          >
            Remove
          </Button>
        )}
      </Group>
      {error && <ProblemPanel error={error} />}
    </form>
  );
}

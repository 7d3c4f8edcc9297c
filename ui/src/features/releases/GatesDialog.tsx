import { Button, Group, Modal, MultiSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { ProblemPanel } from "../../components/ProblemPanel";
import { gatesQuery, useRequireGates } from "./queries";

interface Props {
  project: string;
  app: string;
  environment: string;
  onClose: () => void;
}

/** What a release must meet before it is deployed to an environment. */
export function GatesDialog({ project, app, environment, onClose }: Props): ReactElement {
  const { data, error } = useQuery(gatesQuery(project, app, environment));
  const [chosen, setChosen] = useState<string[]>();
  const require = useRequireGates(project, app, environment);
  const gates = chosen ?? data?.gates ?? [];
  return (
    <Modal opened onClose={onClose} title={`Gates of ${app} in ${environment}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          require.mutate(gates, { onSuccess: onClose });
        }}
      >
        <Stack gap="sm">
          <MultiSelect
            label="A release is deployed once it passes"
            description="A suite is run with the release and with what is live, unless there are fresh runs. A rollback needs nothing."
            placeholder={gates.length === 0 ? "nothing" : undefined}
            searchable
            nothingFoundMessage="Save a suite first."
            data={[...new Set([...(data?.available ?? []), ...gates])]}
            value={gates}
            onChange={setChosen}
          />
          {(error ?? require.error) && <ProblemPanel error={error ?? require.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={require.isPending} disabled={!data}>
              Require these
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

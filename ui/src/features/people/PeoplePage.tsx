import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import type { Person } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { Page } from "../../components/Page";
import { ProblemPanel } from "../../components/ProblemPanel";
import { Table } from "../../components/Table";
import { Tag } from "../../components/Tag";
import { Timestamp } from "../../components/Timestamp";
import { AddPerson } from "./AddPerson";
import { peopleQuery } from "./queries";
import { RemovePerson } from "./RemovePerson";
import { SetPassword } from "./SetPassword";

const fields = ["id", "name", "administrator", "createdAt", "lastSeenAt"] as const;

/** @param me who looks at the page, and cannot remove themselves */
export function PeoplePage({ me }: { me: string }): ReactElement {
  const { data: people, error, refetch } = useQuery(peopleQuery);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Person>();
  const [renewing, setRenewing] = useState<Person>();
  const add = (
    <Group gap="xs">
      <Button leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
        Add a person
      </Button>
      <ExportMenu name="people" fields={fields} rows={people ?? []} />
    </Group>
  );
  return (
    <Page title="People" actions={add}>
      {error && <ProblemPanel error={error} retry={() => void refetch()} />}
      {people && (
        <Table label="People" columns={["Name", "Role", "Added", "Last seen"]}>
          {people.map((person) => (
            <tr key={person.id}>
              <td>
                <Group gap={8} wrap="nowrap">
                  {person.name}
                  {person.name === me && <Tag>you</Tag>}
                </Group>
              </td>
              <td>{person.administrator ? "administrator" : "member"}</td>
              <td>
                <Timestamp at={person.createdAt} />
              </td>
              <td>
                {person.lastSeenAt ? (
                  <Timestamp at={person.lastSeenAt} relative />
                ) : (
                  <span className="muted">no session</span>
                )}
              </td>
              <td>
                <Group gap={6} justify="flex-end" wrap="nowrap">
                  {person.name !== me && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`New password for ${person.name}`}
                      onClick={() => setRenewing(person)}
                    >
                      New password
                    </Button>
                  )}
                  {person.name !== me && person.name !== "admin" && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Remove ${person.name}`}
                      onClick={() => setRemoving(person)}
                    >
                      Remove
                    </Button>
                  )}
                </Group>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <p className="muted">
        Administrators manage everything. Members read and send traces, call models and manage keys, in every
        project.
      </p>
      {adding && <AddPerson onClose={() => setAdding(false)} />}
      {removing && <RemovePerson person={removing} onClose={() => setRemoving(undefined)} />}
      {renewing && <SetPassword person={renewing} onClose={() => setRenewing(undefined)} />}
    </Page>
  );
}

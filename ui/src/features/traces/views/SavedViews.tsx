import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { ProblemPanel } from "../../../components/ProblemPanel";
import { traceSearchOf, type TraceSearch } from "../search";
import { useAddView, useRemoveView, viewsQuery } from "./queries";
import styles from "./SavedViews.module.css";

interface Props {
  project: string;
  search: TraceSearch;
  onOpen: (search: TraceSearch) => void;
}

/** The filters that a project's people saved under a name. */
export function SavedViews({ project, search, onOpen }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const { data, error } = useQuery({ ...viewsQuery(project), enabled: open });
  const add = useAddView(project);
  const remove = useRemoveView(project);
  const problem = error ?? add.error ?? remove.error;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={14} />} onClick={() => setOpen(!open)}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {data?.length === 0 && (
          <div className="muted">No saved views yet: set filters, then save them here.</div>
        )}
        <div className={styles.views}>
          {data?.map((view) => (
            <div key={view.id} className={styles.view}>
              <button
                type="button"
                className={styles.open}
                onClick={() => {
                  onOpen(traceSearchOf({ ...view.content }));
                  setOpen(false);
                }}
              >
                {view.name}
              </button>
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`Remove ${view.name}`}
                onClick={() => remove.mutate(view.id)}
              >
                <IconTrash size={13} />
              </ActionIcon>
            </div>
          ))}
        </div>
        <form
          className={styles.save}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(
              { name: name.trim(), content: { ...search, live: undefined } },
              { onSuccess: () => setName("") },
            );
          }}
        >
          <TextInput
            aria-label="Name of the view"
            placeholder="Save these filters as…"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" loading={add.isPending} disabled={name.trim() === ""}>
            Save
          </Button>
        </form>
        {problem && <ProblemPanel error={problem} />}
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button } from "@mantine/core";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { AddToDataset } from "../../features/datasets/AddToDataset";
import type { TakenTraces } from "../../features/datasets/queries";

const one = "/projects/$project/datasets/$name";

interface Props extends TakenTraces {
  project: string;
  /** What is taken, in words. */
  what: string;
  size?: string;
  label?: string;
}

/** A button that makes cases of traces. */
export function TakeIntoDataset({ size, label = "Add to dataset", ...props }: Props): ReactElement {
  const { project } = props;
  const [opened, setOpened] = useState(false);
  const navigate = useNavigate();
  const router = useRouter();
  return (
    <>
      <Button size={size} variant="default" onClick={() => setOpened(true)}>
        {label}
      </Button>
      {opened && (
        <AddToDataset
          {...props}
          hrefOf={(name) => router.buildLocation({ to: one, params: { project, name } }).href}
          onOpen={(name) => void navigate({ to: one, params: { project, name } })}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}

import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type ReactElement } from "react";
import type { ListedPrice, Price } from "../../api/types";
import { ProblemPanel } from "../../components/ProblemPanel";
import { formOf, nameOf, priceOf, rates } from "./price";
import { Preview } from "./Preview";
import { usePreview, useSavePrice } from "./queries";

interface Props {
  /** What the form begins with. */
  price: Partial<Price>;
  /** The saved price that is changed; absent: another one is added. */
  saved?: ListedPrice;
  onClose: () => void;
}

export function PriceEditor({ price, saved, onClose }: Props): ReactElement {
  const [form, setForm] = useState(() => formOf(saved ? price : { ...price, validFrom: undefined }));
  const [message, setMessage] = useState("");
  const [endPrevious, setEndPrevious] = useState(saved === undefined);
  const [typo, setTypo] = useState<Error>();
  const save = useSavePrice();
  const preview = usePreview();
  const change = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
    preview.reset();
  };
  const withPrice = (then: (price: Price) => void) => {
    try {
      const typed = priceOf(form);
      setTypo(undefined);
      then(typed);
    } catch {
      setTypo(new Error("Long inputs and service tiers are not JSON."));
    }
  };
  const version = saved?.id !== undefined && saved.version !== undefined ? saved.version : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={saved ? `Edit the price of ${nameOf(saved.price)}` : "Add a price"}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          withPrice((typed) =>
            save.mutate(
              {
                price: typed,
                message: message || undefined,
                endPrevious,
                saved:
                  saved?.id !== undefined && version !== undefined ? { id: saved.id, version } : undefined,
              },
              {
                onSuccess: ({ price: now }) => {
                  notifications.show({
                    title: `Saved the price of ${nameOf(now)}`,
                    message: "It holds for new calls. Earlier ones keep their cost until you recost them.",
                  });
                  onClose();
                },
              },
            ),
          );
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              label="Provider"
              description="Empty: whoever sells the model"
              placeholder="openai"
              value={form.provider}
              onChange={(event) => change({ provider: event.target.value })}
            />
            <TextInput
              data-autofocus={form.model === "" ? true : undefined}
              label="Model"
              description="As calls name it"
              required
              withAsterisk={false}
              value={form.model}
              onChange={(event) => change({ model: event.target.value })}
            />
            <TextInput
              label="Other names"
              description="With commas between them"
              value={form.aliases}
              onChange={(event) => change({ aliases: event.target.value })}
            />
            <TextInput
              label="Pattern"
              description="A regular expression for yet other names"
              value={form.pattern}
              onChange={(event) => change({ pattern: event.target.value })}
            />
          </SimpleGrid>
          <SimpleGrid cols={4} spacing="sm" aria-label="US dollars per million tokens" role="group">
            {rates.map(([rate, label]) => (
              <TextInput
                key={rate}
                label={label}
                leftSection="$"
                inputMode="decimal"
                type="number"
                step="any"
                min={0}
                required={rate === "input"}
                withAsterisk={false}
                value={form[rate]}
                onChange={(event) => change({ [rate]: event.target.value })}
              />
            ))}
          </SimpleGrid>
          <span className="muted">
            US dollars per million tokens. An empty cache rate means the input rate, an empty reasoning rate
            the output rate; audio without a rate makes a cost unknown.
          </span>
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              type="date"
              label="First day"
              description="Days are UTC"
              value={form.validFrom}
              onChange={(event) => change({ validFrom: event.target.value })}
            />
            <TextInput
              type="date"
              label="First day no longer valid"
              description="Empty: until further notice"
              value={form.validTo}
              onChange={(event) => change({ validTo: event.target.value })}
            />
          </SimpleGrid>
          <Textarea
            label="Long inputs and service tiers"
            description='JSON as in the price file, such as {"serviceTiers":{"batch":{"input":1,"output":4}}}'
            rows={form.more === "" ? 1 : 6}
            classNames={{ input: "mono" }}
            value={form.more}
            onChange={(event) => change({ more: event.target.value })}
          />
          <Checkbox
            label="End the price before"
            description="One that is saved for the same provider and model ends where this one begins"
            checked={endPrevious}
            onChange={(event) => setEndPrevious(event.currentTarget.checked)}
          />
          <TextInput
            label="Why"
            description="Kept with the change"
            maxLength={500}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
        </Stack>
        {preview.data && <Preview preview={preview.data} />}
        {[typo, save.error, preview.error].map((error, i) => error && <ProblemPanel key={i} error={error} />)}
        <Group justify="flex-end" mt="md">
          <Button
            variant="default"
            loading={preview.isPending}
            disabled={form.model === "" || form.input === ""}
            onClick={() => withPrice((typed) => preview.mutate({ price: typed, instead: saved?.id }))}
          >
            Preview
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

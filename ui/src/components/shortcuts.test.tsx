import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../test/render";
import { useShortcuts, type Shortcuts } from "./shortcuts";

function Page({ keys }: { keys: Shortcuts }): ReactElement {
  useShortcuts(keys);
  return <input aria-label="field" />;
}

describe("shortcuts", () => {
  it("takes g then k as one, without moving the selection", async () => {
    const keys = { k: vi.fn(), "g k": vi.fn() };
    show(<Page keys={keys} />);
    await userEvent.keyboard("gk");
    expect(keys["g k"]).toHaveBeenCalledOnce();
    expect(keys.k).not.toHaveBeenCalled();
    await userEvent.keyboard("k");
    expect(keys.k).toHaveBeenCalledOnce();
  });

  it("leaves typing alone", async () => {
    const j = vi.fn();
    const { getByLabelText } = show(<Page keys={{ j }} />);
    await userEvent.type(getByLabelText("field"), "jj");
    expect(j).not.toHaveBeenCalled();
  });
});

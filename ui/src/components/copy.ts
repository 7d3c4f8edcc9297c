import { notifications } from "@mantine/notifications";

/** Works without a secure origin too, where browsers withhold the clipboard API. */
export async function copyText(text: string, what: string): Promise<void> {
  const copied = await writeToClipboard(text);
  notifications.show({
    message: copied ? `Copied ${what}` : `The browser did not allow copying ${what}.`,
    color: copied ? undefined : "red",
    autoClose: copied ? 1600 : 6000,
    withCloseButton: false,
  });
}

async function writeToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    (document.querySelector("[role=dialog]") ?? document.body).append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way on a plain http origin
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

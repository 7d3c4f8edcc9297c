/** Rows as comma-separated values, the given fields in their order. */
export function csvOf<Row extends object>(
  fields: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  return [fields.join(","), ...rows.map((row) => fields.map((field) => cell(row[field])).join(","))].join(
    "\r\n",
  );
}

export const jsonLinesOf = (rows: readonly object[]): string =>
  rows.map((row) => JSON.stringify(row)).join("\n");

/** A spreadsheet runs a text that starts like a formula, so such a text gets a quote in front. */
function cell(value: unknown): string {
  if (value == null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text =
    typeof value === "string" ? value : Array.isArray(value) ? value.join(" ") : JSON.stringify(value);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export function download(name: string, mediaType: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

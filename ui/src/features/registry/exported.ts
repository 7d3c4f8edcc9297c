/** What an export holds: one JSON value, or one on each line. */
export function itemsOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (whole) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    if (lines.length < 2) throw whole;
    return lines.map((line, index) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        throw new Error(`The file is not JSON, nor is its line ${index + 1}.`);
      }
    });
  }
}

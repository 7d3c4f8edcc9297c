/** Search params as people write them: `?model=a&model=b&status=error`. */
export function parseSearch(text: string): Record<string, unknown> {
  const params = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof one === "string" || typeof one === "number" || typeof one === "boolean")
        params.append(name, String(one));
  }
  const written = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%2F", "/");
  return written && `?${written}`;
}

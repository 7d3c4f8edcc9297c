interface Place {
  offset: number;
  selectedId?: string;
}

const places = new Map<string, Place>();

/** Where the reader was in a list, kept while the page is open. */
export function placeOf(listId: string): Place {
  const place = places.get(listId) ?? { offset: 0 };
  places.set(listId, place);
  return place;
}

let order: string[] = [];

export function rememberOrder(traceIds: string[]): void {
  order = traceIds;
}

/** The trace listed `step` places after this one, in the list the reader came from. */
export function neighbourOf(traceId: string, step: 1 | -1): string | undefined {
  const at = order.indexOf(traceId);
  return at < 0 ? undefined : order[at + step];
}

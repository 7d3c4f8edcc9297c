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

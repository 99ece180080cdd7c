// A list in the API's answers.

export interface ListJson<Item> {
  readonly items: readonly Item[];
  /** Also where not all items fit in the answer. */
  readonly total: number;
}

export function listJson<Item>(items: readonly Item[], total = items.length): ListJson<Item> {
  return { items, total };
}

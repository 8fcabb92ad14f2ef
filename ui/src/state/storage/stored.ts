/** Values in a browser's storage, which may be full, forbidden, or written by an earlier version of this page. */

type Reading = Pick<Storage, 'getItem'>;
type Writing = Pick<Storage, 'setItem'>;

/** What lies there; `null` where nothing does, or nothing that can be read. */
export function stored(storage: Reading | null, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

/** The list that lies there, without what does not fit. */
export function storedList<Item>(
  storage: Reading | null,
  key: string,
  fits: (given: unknown) => given is Item,
): Item[] {
  const kept = stored(storage, key);
  return Array.isArray(kept) ? kept.filter(fits) : [];
}

/** Keeps a value; a storage that takes nothing leaves it with this page alone. */
export function store(storage: Writing | null, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value));
  } catch {
    // What is shown stays as it is, for as long as this page lasts.
  }
}

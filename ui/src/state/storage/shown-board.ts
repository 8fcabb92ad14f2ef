/** Which board this page shows, so that a page that is loaded anew comes back to it. It lasts as long as the tab. */

/** What is needed of a browser's storage. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const KEY = 'journeywall.board';

export class ShownBoard {
  /** `storage` is the tab's; `null` where the browser gives none. */
  constructor(readonly storage: Store | null) {}

  get path(): string | null {
    try {
      return this.storage?.getItem(KEY) ?? null;
    } catch {
      return null;
    }
  }

  keep(path: string | null): void {
    try {
      if (path === null) this.storage?.removeItem(KEY);
      else this.storage?.setItem(KEY, path);
    } catch {
      // A full or forbidden storage keeps nothing; the page then comes back to the start screen.
    }
  }
}

/** The storage of this tab, if the browser gives one. */
export function tabStorage(): Storage | null {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

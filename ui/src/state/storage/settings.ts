/** What this person likes on this machine. Kept by the browser; without storage it lasts as long as the page. */
import { store, stored } from './stored';
import { Topic } from '../topic';

const KEY = 'journeywall.settings';

interface Values {
  /** Single letters and digits begin acts (WCAG 2.1.4 asks that this can be switched off). */
  letterKeys: boolean;
  /** What several pasted lines become. */
  pasteLines: PasteLines;
  /** Where others point is shown on the wall. */
  showCursors: boolean;
  /** A soft sound tells that a phase's time is up. */
  playSounds: boolean;
}

/** A note each, one note, or whatever the person says each time. */
export type PasteLines = 'ask' | 'each' | 'one';

const FIRST: Values = { letterKeys: true, pasteLines: 'ask', showCursors: true, playSounds: true };

export class Settings {
  readonly changed = new Topic();
  private values: Values;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null) {
    this.values = { ...FIRST, ...read(storage) };
  }

  get letterKeys(): boolean {
    return this.values.letterKeys;
  }

  get pasteLines(): PasteLines {
    return this.values.pasteLines;
  }

  get showCursors(): boolean {
    return this.values.showCursors;
  }

  get playSounds(): boolean {
    return this.values.playSounds;
  }

  set(values: Partial<Values>): void {
    this.values = { ...this.values, ...values };
    store(this.storage, KEY, this.values);
    this.changed.touch();
  }
}

function read(storage: Pick<Storage, 'getItem'> | null): Partial<Values> {
  const kept = stored(storage, KEY);
  if (typeof kept !== 'object' || kept === null) return {};
  const { letterKeys, pasteLines, showCursors, playSounds } = kept as Record<keyof Values, unknown>;
  return {
    ...(typeof letterKeys === 'boolean' ? { letterKeys } : {}),
    ...(typeof showCursors === 'boolean' ? { showCursors } : {}),
    ...(typeof playSounds === 'boolean' ? { playSounds } : {}),
    ...(pasteLines === 'ask' || pasteLines === 'each' || pasteLines === 'one' ? { pasteLines } : {}),
  };
}

/** This browser's storage, if it gives one. */
export function ownStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

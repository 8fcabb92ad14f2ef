/** What was written in fields and dialogs and not sent: it stands there again when they are opened again. */
import type { Store } from './place';

const KEY = 'journeywall.begun';

/** What one is called and through which relay one comes are asked for in several dialogs. */
export const OWN_NAME = 'own-name';
export const OWN_RELAY = 'own-relay';

/** Texts by what they are about. Any way of closing keeps them; only sending what was written ends them. */
export class Begun {
  private readonly texts: Map<string, string>;
  /** Codes and tickets, which no storage gets. */
  private readonly secrets = new Map<string, string>();

  constructor(private readonly storage: Store | null = null) {
    this.texts = new Map(read(storage));
  }

  /** What was written last; empty where nothing was. */
  get(key: string): string {
    return this.texts.get(key) ?? this.secrets.get(key) ?? '';
  }

  /** Remembers a text, also for a page that is loaded again in this tab; an empty one ends it. */
  keep(key: string, text: string): void {
    if (text.trim() === '' ? !this.texts.delete(key) : this.texts.get(key) === text) return;
    if (text.trim() !== '') this.texts.set(key, text);
    try {
      this.storage?.setItem(KEY, JSON.stringify([...this.texts]));
    } catch {
      // A full or forbidden storage keeps nothing: then it lasts as long as this page.
    }
  }

  /** Remembers a code or a ticket as long as this page lasts. */
  keepSecret(key: string, text: string): void {
    this.secrets.set(key, text);
  }

  end(key: string): void {
    this.secrets.delete(key);
    this.keep(key, '');
  }
}

function read(storage: Store | null): [string, string][] {
  try {
    const kept = JSON.parse(storage?.getItem(KEY) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter(isPair) : [];
  } catch {
    return [];
  }
}

function isPair(given: unknown): given is [string, string] {
  return Array.isArray(given) && typeof given[0] === 'string' && typeof given[1] === 'string';
}

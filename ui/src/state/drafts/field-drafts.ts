/** Drafts: what was written in fields and dialogs and not sent: it stands there again when they are opened again. */
import type { Store } from '../storage/shown-board';
import { store, storedList } from '../storage/stored';

const KEY = 'journeywall.begun';

/** What one is called and through which relay one comes are asked for in several dialogs. */
export const OWN_NAME = 'own-name';
export const OWN_RELAY = 'own-relay';

/** Texts by what they are about. Any way of closing keeps them; only sending what was written ends them. */
export class FieldDrafts {
  private readonly texts: Map<string, string>;
  /** Codes and tickets, which no storage gets. */
  private readonly secrets = new Map<string, string>();

  constructor(private readonly storage: Store | null = null) {
    this.texts = new Map(storedList(storage, KEY, isPair));
  }

  /** What was written last; empty where nothing was. */
  get(key: string): string {
    return this.texts.get(key) ?? this.secrets.get(key) ?? '';
  }

  /** Remembers a text, also for a page that is loaded again in this tab; an empty one ends it. */
  keep(key: string, text: string): void {
    if (text.trim() === '' ? !this.texts.delete(key) : this.texts.get(key) === text) return;
    if (text.trim() !== '') this.texts.set(key, text);
    store(this.storage, KEY, [...this.texts]);
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

function isPair(given: unknown): given is [string, string] {
  return Array.isArray(given) && typeof given[0] === 'string' && typeof given[1] === 'string';
}

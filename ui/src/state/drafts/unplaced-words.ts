/**
 * Words that found no place on the board: kept on the screen until the person has put them somewhere, whatever board
 * is shown meanwhile.
 */
import { FieldDrafts } from './field-drafts';
import type { Store } from '../storage/shown-board';
import { store, storedList } from '../storage/stored';
import { Topic } from '../topic';

/** The board that words were written for. */
export interface From {
  readonly board: string;
  readonly title: string;
}

/** Words, and what became of them. */
export interface Unplaced {
  readonly id: number;
  /** Why: a code of the contracts, or a sentence. */
  readonly why: string;
  readonly words: string;
  readonly from?: From;
}

const KEY = 'journeywall.loose';

export class UnplacedWords {
  readonly changed = new Topic();
  /** What was begun and waits to be sent, such as a comment, by what it is about. */
  readonly drafts: FieldDrafts;
  private count = 0;
  private kept: readonly Unplaced[];

  /** In a storage they outlast the page. */
  constructor(private readonly storage: Store | null = null) {
    this.drafts = new FieldDrafts(storage);
    this.kept = storedList(storage, KEY, isUnplaced).map((one) => ({ ...one, id: ++this.count }));
  }

  get all(): readonly Unplaced[] {
    return this.kept;
  }

  /** Keeps words. The same words for the same reason are one entry. */
  add(why: string, words: string, from?: From): void {
    if (words.trim() === '') return;
    const others = this.kept.filter((one) => one.why !== why || one.words !== words);
    this.settle([...others, { id: ++this.count, why, words, ...(from === undefined ? {} : { from }) }]);
  }

  /** The person has them, or wants them no more. */
  let(id: number): void {
    this.settle(this.kept.filter((one) => one.id !== id));
  }

  private settle(kept: readonly Unplaced[]): void {
    this.kept = kept;
    store(this.storage, KEY, kept);
    this.changed.touch();
  }
}

function isUnplaced(given: unknown): given is Unplaced {
  const { why, words, from } = (given ?? {}) as Record<string, unknown>;
  const { board = '', title = '' } = (from ?? {}) as Record<string, unknown>;
  return [why, words, board, title].every((text) => typeof text === 'string');
}

/** Words that found no place on the board: kept on the screen until the person has put them somewhere. */
import { Topic } from './topic';

/** Words, and what became of them. */
export interface Loose {
  readonly id: number;
  /** Why: a code of the contracts, or a sentence. */
  readonly why: string;
  readonly words: string;
}

export class LooseWords {
  readonly changed = new Topic();
  /** What was begun and waits to be sent, such as a comment, by what it is about. */
  readonly begun = new Map<string, string>();
  private count = 0;
  private kept: readonly Loose[] = [];

  get all(): readonly Loose[] {
    return this.kept;
  }

  /** Keeps words. The same words for the same reason are one entry. */
  add(why: string, words: string): void {
    if (words.trim() === '') return;
    const others = this.kept.filter((loose) => loose.why !== why || loose.words !== words);
    this.kept = [...others, { id: ++this.count, why, words }];
    this.changed.touch();
  }

  /** The person has them, or wants them no more. */
  let(id: number): void {
    this.kept = this.kept.filter((loose) => loose.id !== id);
    this.changed.touch();
  }
}

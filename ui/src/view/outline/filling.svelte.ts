/**
 * Rows of a table are filled one after the other in quiet moments: a board of thousands is painted and typed in
 * before its table is whole. The row that the keyboard is in is there at once.
 */
import { whenIdle } from '../browser/when-idle';

/** Rows that a screen shows first. */
const FIRST = 2;

export class Filling {
  private count = $state(FIRST);
  private stop: (() => void) | null = null;

  /** Whether the row at that place is filled. */
  has(at: number): boolean {
    return at < this.count;
  }

  /** Goes on until `rows` are filled. */
  until(rows: number): () => void {
    const next = (): void => {
      if (this.count >= rows) return;
      this.stop = whenIdle(() => {
        this.count += 1;
        next();
      });
    };
    next();
    return () => this.stop?.();
  }
}

/** What was pasted and waits for a word about how. */
import type { CellId, NoteId } from '../gen/board';
import { Topic } from './topic';

/** Where pasted notes go: behind a note of a cell, or into the parking lot. */
export interface PastePlace {
  /** `null` for the parking lot. */
  readonly cell: CellId | null;
  /** The note before them; absent for the end. */
  readonly after?: NoteId;
}

/** Lines that may be one note or one each. */
export interface PastedLines {
  readonly lines: readonly string[];
  readonly text: string;
  readonly place: PastePlace;
}

/** Cells of a spreadsheet, row by row, all rows equally long. */
export interface PastedBlock {
  readonly rows: readonly (readonly string[])[];
  readonly place: PastePlace;
}

/** Lines to ask about, a block to preview, or a field for many notes at a place. */
export type Pasted =
  { readonly lines: PastedLines } | { readonly block: PastedBlock } | { readonly bulk: PastePlace };

export class Pasting {
  readonly changed = new Topic();
  private waiting: Pasted | null = null;

  get pasted(): Pasted | null {
    return this.waiting;
  }

  show(pasted: Pasted | null): void {
    if (this.waiting === pasted) return;
    this.waiting = pasted;
    this.changed.touch();
  }
}

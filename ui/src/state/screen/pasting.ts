/** What was pasted and waits for a word about how. */
import type { CellId, NoteId } from '../../gen/board';
import { Topic } from '../topic';

/** Where pasted notes go: behind a note of a cell, or into the parking lot. */
export interface PastePlace {
  /** `null` for the parking lot. */
  readonly cell: CellId | null;
  /** The note before them; absent for the end. */
  readonly after?: NoteId;
}

/** What can become notes, or one note, or cells, and where. */
export interface PastedClip {
  /** What would be a note each. */
  readonly items: readonly string[];
  /** Those of a list of several levels, with what stands below them; `null` for other texts. */
  readonly nested: readonly string[] | null;
  /** All of it as one text. */
  readonly text: string;
  /** Cells of a spreadsheet, row by row, all rows equally long; `null` where there are none. */
  readonly rows: readonly (readonly string[])[] | null;
  /** What stands around the cells. */
  readonly around: readonly string[];
  /** There are more cells than were read. */
  readonly isCut: boolean;
  readonly place: PastePlace;
  /** It was typed, and waits under this name until it is on the wall. */
  readonly draft?: string;
}

/** Something to ask about, or a field for many notes at a place. */
export type Pasted = { readonly clip: PastedClip } | { readonly bulk: PastePlace };

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

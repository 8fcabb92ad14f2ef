/** What this person has picked: notes, an empty cell to write in, or a title. Seen by nobody else. */
import type { CellId, KindId, NoteId } from '../gen/board';
import type { Title } from './titles';
import { Topic } from './topic';

export class Selection {
  readonly changed = new Topic();
  private picked: readonly NoteId[] = [];
  private at: CellId | null = null;
  private title: Title | null = null;
  private inHand: KindId | null = null;

  /** The selected notes, in the order in which they were picked. */
  get notes(): readonly NoteId[] {
    return this.picked;
  }

  /** The cell the keyboard is in; while notes are selected, theirs. */
  get cell(): CellId | null {
    return this.at;
  }

  /** The title of a stage, step or row that the keyboard is on; then no cell is picked. */
  get header(): Title | null {
    return this.title;
  }

  /** The kind of the next new notes; `null` leaves it to their row. */
  get kind(): KindId | null {
    return this.inHand;
  }

  takeKind(kind: KindId | null): void {
    this.inHand = kind;
    this.changed.touch();
  }

  has(note: NoteId): boolean {
    return this.picked.includes(note);
  }

  pickNotes(notes: readonly NoteId[], cell: CellId | null): void {
    this.picked = notes;
    this.at = cell;
    this.title = null;
    this.changed.touch();
  }

  /** Adds a note, or takes it out. */
  toggle(note: NoteId, cell: CellId | null): void {
    const rest = this.picked.filter((id) => id !== note);
    this.pickNotes(rest.length === this.picked.length ? [...rest, note] : rest, cell);
  }

  pickCell(cell: CellId): void {
    this.pickNotes([], cell);
  }

  pickHeader(title: Title): void {
    this.picked = [];
    this.at = null;
    this.title = title;
    this.changed.touch();
  }

  clear(): void {
    const isAny = this.picked.length > 0 || this.at !== null || this.title !== null;
    if (isAny) this.pickNotes([], null);
  }

  /** Lets go of what is no longer on the wall. */
  keepOnly(isThere: (note: NoteId) => boolean): void {
    if (!this.picked.every(isThere)) this.pickNotes(this.picked.filter(isThere), this.at);
  }
}

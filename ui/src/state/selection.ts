/** What this person has picked: notes, or an empty cell to write in. Seen by nobody else. */
import type { CellId, KindId, NoteId, PersonaId } from '../gen/board';
import { Topic } from './topic';

export class Selection {
  readonly changed = new Topic();
  private picked: readonly NoteId[] = [];
  private at: CellId | null = null;
  private inHand: KindId | null = null;
  private felt: PersonaId | null = null;

  /** The selected notes, in the order in which they were picked. */
  get notes(): readonly NoteId[] {
    return this.picked;
  }

  /** The cell the keyboard is in; while notes are selected, theirs. */
  get cell(): CellId | null {
    return this.at;
  }

  /** The kind of the next new notes; `null` leaves it to their row. */
  get kind(): KindId | null {
    return this.inHand;
  }

  takeKind(kind: KindId | null): void {
    this.inHand = kind;
    this.changed.touch();
  }

  /** Whose feelings this person says; `null` for the board's first persona. */
  get persona(): PersonaId | null {
    return this.felt;
  }

  takePersona(persona: PersonaId | null): void {
    this.felt = persona;
    this.changed.touch();
  }

  has(note: NoteId): boolean {
    return this.picked.includes(note);
  }

  pickNotes(notes: readonly NoteId[], cell: CellId | null): void {
    this.picked = notes;
    this.at = cell;
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

  clear(): void {
    if (this.picked.length > 0 || this.at !== null) this.pickNotes([], null);
  }

  /** Lets go of what is no longer on the wall. */
  keepOnly(isThere: (note: NoteId) => boolean): void {
    if (!this.picked.every(isThere)) this.pickNotes(this.picked.filter(isThere), this.at);
  }
}

/** What this person has picked: notes, an empty cell to write in, or a header. Seen by nobody else. */
import type { CellId, KindId, NoteId, PersonaId } from '../../gen/board';
import type { GridHeader } from '../scene/grid-headers';
import { Topic } from '../topic';

export class Selection {
  readonly changed = new Topic();
  private picked: readonly NoteId[] = [];
  private at: CellId | null = null;
  private gridHeader: GridHeader | null = null;
  private inHand: KindId | null = null;
  private rated: PersonaId | null = null;
  private isGathered = false;

  /** The selected notes, in the order in which they were picked. */
  get notes(): readonly NoteId[] {
    return this.picked;
  }

  /** The cell the keyboard is in; while notes are selected, theirs. */
  get cell(): CellId | null {
    return this.at;
  }

  /** The header of a stage, step or row that the keyboard is on; then no cell is picked. */
  get header(): GridHeader | null {
    return this.gridHeader;
  }

  /** The kind of the next new notes; `null` leaves it to their row. */
  get kind(): KindId | null {
    return this.inHand;
  }

  /** A tap adds a note or takes it out, for hands without a Shift key. */
  get isGathering(): boolean {
    return this.isGathered;
  }

  gather(isOn: boolean): void {
    if (this.isGathered === isOn) return;
    this.isGathered = isOn;
    this.changed.touch();
  }

  takeKind(kind: KindId | null): void {
    this.inHand = kind;
    this.changed.touch();
  }

  /** Whose sentiments this person says; `null` for the board's first persona. */
  get persona(): PersonaId | null {
    return this.rated;
  }

  takePersona(persona: PersonaId | null): void {
    this.rated = persona;
    this.changed.touch();
  }

  has(note: NoteId): boolean {
    return this.picked.includes(note);
  }

  pickNotes(notes: readonly NoteId[], cell: CellId | null): void {
    this.picked = notes;
    this.at = cell;
    this.gridHeader = null;
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

  /** Follows the notes to where they are now. */
  comeTo(cell: CellId | null): void {
    if (cell?.step !== this.at?.step || cell?.row !== this.at?.row) this.pickNotes(this.picked, cell);
  }

  pickHeader(header: GridHeader): void {
    this.picked = [];
    this.at = null;
    this.gridHeader = header;
    this.changed.touch();
  }

  clear(): void {
    this.gather(false);
    const isAny = this.picked.length > 0 || this.at !== null || this.header !== null;
    if (isAny) this.pickNotes([], null);
  }

  /** Lets go of what is no longer on the wall. */
  keepOnly(isThere: (note: NoteId) => boolean): void {
    if (!this.picked.every(isThere)) this.pickNotes(this.picked.filter(isThere), this.at);
  }
}

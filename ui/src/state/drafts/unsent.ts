/** What a person wrote while the connection is away: shown where it will be, as it was typed. */
import type { CellId, Edit, KindId, NoteId } from '../../gen/board';
import type { Draft } from '../../link/kept-edits';
import type { Outgoing } from '../../link/outgoing';
import type { Mirror } from '../board/mirror';
import type { PartKey } from '../board/part-topics';
import { cellKey } from '../scene/scene-mirror';
import type { Session } from '../session/session';
import { Topic } from '../topic';

/** A note whose words the board does not have. */
export interface UnsentNote {
  readonly note: NoteId;
  /** All that it says. */
  readonly text: string;
  /** What the board says of it, or will once it was added. */
  readonly base: string;
  /** Where a note goes that is not on the board yet; absent for those that are, `null` for the parking lot. */
  readonly place?: CellId | null;
  readonly kind?: KindId;
}

/** The note that an edit adds, without words of its own yet. */
export function addedBy(edit: Edit): UnsentNote | null {
  if (!('addNote' in edit) || edit.addNote.id === undefined) return null;
  const { id, step, row, text = '', kind } = edit.addNote;
  const place = step === undefined || row === undefined ? null : { step, row };
  return { note: id, text, base: text, place, ...(kind === undefined ? {} : { kind }) };
}

/** Notes that were asked for, with the words that were typed since, and words in notes of the board. */
export function unsentOf(
  edits: readonly Edit[],
  drafts: Iterable<{ note: NoteId; base: string; text: string }>,
): UnsentNote[] {
  const notes = new Map<NoteId, UnsentNote>();
  for (const edit of edits) {
    const added = addedBy(edit);
    if (added !== null) notes.set(added.note, added);
    else if ('setText' in edit) {
      const { note, text } = edit.setText;
      notes.set(note, { base: text, ...notes.get(note), note, text });
    } else if ('deleteNote' in edit) notes.delete(edit.deleteNote.note);
  }
  for (const { note, base, text } of drafts) notes.set(note, { base, ...notes.get(note), note, text });
  return [...notes.values()];
}

/** What is unsent at this screen, while the connection is away and until all of it has arrived. */
export class Unsent {
  readonly changed = new Topic();
  private isAway = false;
  private away: ReadonlyMap<NoteId, UnsentNote> = new Map();
  /** Words in fields that the board does not have, at every screen. */
  private readonly fields = new Map<NoteId, Draft>();

  constructor(
    private readonly session: Session,
    private readonly mirror: Mirror,
    private readonly outgoing: Outgoing | null,
  ) {}

  /** Words in fields that the board does not have. */
  get inFields(): readonly Draft[] {
    return [...this.fields.values()];
  }

  /** Empty while all is well. */
  get notes(): ReadonlyMap<NoteId, UnsentNote> {
    return this.away;
  }

  /** Remembers words in a note's field that the board does not have yet. */
  keep(note: NoteId, base: string, text: string): void {
    const kind = this.mirror.board?.note(note)?.kind ?? this.fields.get(note)?.kind;
    const draft = base === text ? null : { note, base, text, ...(kind === undefined ? {} : { kind }) };
    this.outgoing?.keepDraft(note, draft);
    if (draft === null ? !this.fields.delete(note) : this.fields.get(note)?.text === text) return;
    if (draft !== null) this.fields.set(note, draft);
    this.hear();
  }

  /** The connection is gone. */
  lose(): void {
    this.isAway = true;
    this.hear();
  }

  /** Looks again. While all is well nothing is looked at: typing costs nothing here. */
  hear(): void {
    if (!this.isAway) return;
    const unsent = unsentOf(this.outgoing?.edits ?? [], this.outgoing?.left ?? this.fields.values());
    this.isAway = this.session.standing !== 'connected' || unsent.length > 0;
    const before = this.away;
    this.away = new Map(unsent.map((note) => [note.note, note]));
    if (before.size === 0 && this.away.size === 0) return;
    this.changed.touch();
    this.mirror.parts.touch(this.placesOf([...before.values(), ...this.away.values()]));
  }

  /** Notes that are not on the board yet and will lie there, in the order in which they were asked for. */
  newIn(cell: CellId | null): UnsentNote[] {
    return [...this.away.values()].filter(
      ({ note, place }) =>
        place !== undefined &&
        place?.step === cell?.step &&
        place?.row === cell?.row &&
        this.mirror.board?.note(note) === undefined,
    );
  }

  private placesOf(notes: readonly UnsentNote[]): Set<PartKey> {
    return new Set(
      notes.map(({ note, place }): PartKey => {
        const { step, row } = this.mirror.board?.note(note) ?? place ?? {};
        return step === undefined || row === undefined ? 'parked' : cellKey({ step, row });
      }),
    );
  }
}

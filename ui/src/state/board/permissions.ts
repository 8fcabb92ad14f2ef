/**
 * What this person may do, and why not: the rules of `board-room/src/permission.rs` once more, for the screen. The host
 * judges every edit by itself; here nothing is offered that it would refuse, and the reason is said at the first touch.
 */
import type { Code } from '../../link/error-codes';
import type {
  CommentId,
  Edit,
  EditKind,
  NoteId,
  NoteView,
  ParticipantId,
  RowId,
  StepId,
} from '../../gen/board';
import { RULES } from '../../gen/permissions';
import type { Role } from '../../gen/messages';
import { OTHERS_NOTES, type Why, whySentence } from '../../text/permissions';
import type { BoardMirror } from './board-mirror';
import type { Session } from '../session/session';

/** Why an act is not possible now. */
export interface Denial {
  readonly why: Why;
  readonly act: EditKind;
  /** What a person reads. */
  readonly sentence: string;
}

/** Who asks, on what sort of board. */
export interface Asker {
  readonly role: Role | null;
  readonly me: ParticipantId | null;
  readonly isReadOnly: boolean;
  readonly everyoneEdits: boolean;
  /** Participants change nothing now. */
  readonly isHeld: boolean;
}

/** What an act is about, as far as it decides. */
export interface About {
  /** Whose note or comment it is. */
  readonly by?: ParticipantId | undefined;
  readonly isLocked?: boolean;
  /** The row it stands in, or comes into, is locked. */
  readonly isInLockedRow?: boolean;
}

/** Why the asker may not do it; `null` when they may. */
export function whyNot(asker: Asker, act: EditKind, about: About = {}): Why | null {
  if (asker.isReadOnly) return 'readOnly';
  if (asker.role === null) return 'viewer';
  const rule = RULES[act];
  if (asker.role === 'facilitator' || rule === 'everybody') return null;
  if (asker.role === 'viewer') return 'viewer';
  if (rule === 'facilitator') return 'facilitators';
  if (asker.isHeld) return 'paused';
  const isOwn = about.by === asker.me;
  if (rule === 'note' && !isOwn && !asker.everyoneEdits) return 'othersNote';
  if (rule === 'comment' && !isOwn) return 'othersComment';
  if (rule === 'note' && about.isLocked === true) return 'lockedNote';
  return about.isInLockedRow === true ? 'lockedRow' : null;
}

export class Permissions {
  constructor(
    private readonly session: Session,
    private readonly board: () => BoardMirror | null,
  ) {}

  get asker(): Asker {
    const { hello, isReadOnly } = this.session;
    return {
      role: hello?.role ?? null,
      me: hello?.participant ?? null,
      isReadOnly,
      everyoneEdits: this.board()?.everyoneEdits ?? false,
      isHeld: this.board()?.isHeld ?? false,
    };
  }

  /** Says why something cannot be done. Tells whether it cannot. */
  isDenied(denial: Denial | null): denial is Denial {
    if (denial !== null) this.session.explain(denial.sentence);
    return denial !== null;
  }

  /** Why an act that is about nothing in particular, or about a row, is not possible; `null` when it is. */
  whyNot(act: EditKind, row?: RowId): Denial | null {
    const isInLockedRow = row !== undefined && this.isRowLocked(row);
    return this.denial(act, whyNot(this.asker, act, { isInLockedRow }));
  }

  /** Why these notes may not be changed so, or moved to that row; `null` when all of them may. */
  whyNotNotes(act: EditKind, notes: readonly NoteId[], into?: RowId): Denial | null {
    const { asker } = this;
    if (notes.length === 0) return this.denial(act, whyNot({ ...asker, everyoneEdits: true }, act));
    for (const id of notes) {
      const note = this.board()?.note(id);
      // One that is on its way is this person's own.
      const about = note === undefined ? { by: asker.me ?? undefined } : this.aboutNote(note);
      const why = whyNot(asker, act, about);
      if (why !== null) {
        const isOneOfSeveral = why === 'othersNote' && notes.length > 1;
        return this.denial(act, why, isOneOfSeveral ? OTHERS_NOTES : undefined);
      }
    }
    return into === undefined ? null : this.whyNot('addNote', into);
  }

  /** The same of a note that no mirror has, as deleted ones are. */
  whyNotNote(act: EditKind, note: NoteView): Denial | null {
    return this.denial(act, whyNot(this.asker, act, this.aboutNote(note)));
  }

  /** Why a comment may not be deleted. */
  whyNotComment(by: ParticipantId | undefined): Denial | null {
    return this.denial('deleteComment', whyNot(this.asker, 'deleteComment', { by }));
  }

  /** Why nobody's sentiment can be said at a step. */
  whyNotSentiment(step: StepId): Denial | null {
    const sheet = this.board()?.sheets.find(({ stages }) =>
      stages.some(({ steps }) => steps.some(({ id }) => id === step)),
    );
    const isInLockedRow = sheet?.rows.some((row) => row.type === 'sentiment' && row.locked === true) ?? false;
    return this.denial('setSentiment', whyNot(this.asker, 'setSentiment', { isInLockedRow }));
  }

  /** Why an edit would be refused; `null` when it would not, as far as this screen knows. */
  whyNotEdit(edit: Edit): Denial | null {
    if ('many' in edit) {
      for (const one of edit.many.edits) {
        const denial = this.whyNotEdit(one);
        if (denial !== null) return denial;
      }
      return null;
    }
    if ('addNote' in edit) return this.whyNot('addNote', this.rowIn(edit.addNote.row));
    if ('moveNote' in edit)
      return this.whyNotNotes('moveNote', [edit.moveNote.note], this.rowIn(edit.moveNote.row));
    if ('moveNotes' in edit)
      return this.whyNotNotes('moveNotes', edit.moveNotes.notes, this.rowIn(edit.moveNotes.row));
    if ('setSentiment' in edit) return this.whyNotSentiment(edit.setSentiment.step);
    if ('deleteComment' in edit) return this.whyNotComment(this.authorOf(edit.deleteComment.comment));
    // A note that is deleted is in no mirror; who restores it chose it from a list of their own.
    if ('restoreNote' in edit) return this.whyNot('addNote');
    const act = kindOf(edit);
    const notes = notesOf(edit);
    return notes === null ? this.whyNot(act) : this.whyNotNotes(act, notes);
  }

  private aboutNote(note: NoteView): About {
    return {
      by: note.by,
      isLocked: note.locked === true,
      isInLockedRow: note.row !== undefined && this.isRowLocked(note.row),
    };
  }

  private isRowLocked(row: RowId): boolean {
    return this.board()?.row(row)?.locked === true;
  }

  private rowIn(row: string | undefined): RowId | undefined {
    return row === undefined || this.board()?.row(row) === undefined ? undefined : row;
  }

  private authorOf(comment: CommentId): ParticipantId | undefined {
    return this.board()?.details.comment(comment)?.by ?? undefined;
  }

  private denial(act: EditKind, why: Why | null, sentence?: string): Denial | null {
    return why === null ? null : { act, why, sentence: sentence ?? whySentence(why, act) };
  }
}

/** The code of the contracts that a host would answer. */
export function codeOf({ why }: Denial): Code {
  if (why === 'readOnly') return 'E_NEWER_FORMAT';
  return why === 'lockedNote' || why === 'lockedRow' || why === 'paused' ? 'E_LOCKED' : 'E_ROLE';
}

/** Which act an edit is. */
export function kindOf(edit: Edit): EditKind {
  return Object.keys(edit)[0] as EditKind;
}

/** The notes that an edit changes; `null` where it changes none. */
function notesOf(edit: Edit): readonly NoteId[] | null {
  if ('setText' in edit) return [edit.setText.note];
  if ('spliceText' in edit) return [edit.spliceText.note];
  if ('deleteNote' in edit) return [edit.deleteNote.note];
  if ('setKind' in edit) return [edit.setKind.note];
  if ('setNote' in edit) return [edit.setNote.note];
  return 'addGroup' in edit ? (edit.addGroup.notes ?? []) : null;
}

/** What people read while they write: where their words go, how many fit, and what became of them. */

export const WRITING = {
  noteDeleted: 'Someone deleted the note while you were typing.',
  willPark: 'Someone deleted this note. Your text will go to the parking lot.',
  commentDeleted: 'The note you were commenting on was deleted.',
  titleDeleted: 'Someone deleted this. You get your text back when you finish.',
  parked: 'Your text is in the parking lot.',
  show: 'Show',
  notSaved: 'This text is not on the board:',
  notSavedElsewhere: 'This text is not on its board:',
  copy: 'Copy',
  copied: 'Copied',
  toParking: 'Add as a note',
  discard: 'Discard this text',
  waiting: 'Waiting to be sent',
  splitNote: 'The note was too long. The rest is in the next one.',
} as const;

/** Words that were written for a board that is not shown. */
export function notSavedOn(title: string): string {
  return title === '' ? WRITING.notSavedElsewhere : `This text is not on the board “${title}”:`;
}

/** Where a note is now that moved away while it was written in. */
export function nowIn(place: string): string {
  return `This note was moved to “${place}”. Keep typing.`;
}

/** More than a field takes. */
export function tooLong(length: number, most: number): string {
  return `${number(length)} of ${number(most)} characters. Make it shorter to save it.`;
}

/** More than a name may have. */
export function tooLongName(length: number, most: number): string {
  return `${number(length)} of ${number(most)} characters. Choose a shorter one.`;
}

/** More than a note holds. */
export function tooLongNote(length: number, most: number): string {
  return `${number(length)} of ${number(most)} characters. The rest becomes another note.`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}

/** What the sheet of the note that is typed in says, on phones. */

export const NOTE_SHEET = {
  next: 'Next note',
  done: 'Done',
} as const;

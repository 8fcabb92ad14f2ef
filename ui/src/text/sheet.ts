/** What the sheet of the note that is typed in says, on phones. */

export const SHEET_TEXT = {
  next: 'Next note',
  done: 'Done',
} as const;

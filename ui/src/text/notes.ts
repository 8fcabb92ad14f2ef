/** What people read and hear about notes: pasting, moving, parking, restoring. */

export const NOTES = {
  parkingLot: 'parking lot',
  park: 'Park here',
  parkedNow: (notes: number): string => `${notes} parked`,
  showParked: 'Show the parking lot',
  onSheet: (notes: number, sheet: string, place: string): string =>
    `${notes === 1 ? '1 note is' : `${notes} notes are`} on “${sheet}” now: ${place}.`,
  showThere: 'Show',
  kind: 'Note type…',
  selectSeveral: 'Select several',
  selected: (notes: number): string => `${notes} selected`,
  selectCell: 'Select all notes here',
  deletedNotes: 'Deleted notes…',
  done: 'Done',
  move: 'Move',
  cancel: 'Cancel',
  moveTitle: (notes: number): string => (notes === 1 ? 'Move note to' : `Move ${notes} notes to`),
  sheet: 'Sheet',
  step: 'Stage or step',
  row: 'Row',
  toParking: 'To the parking lot',
  toCell: 'To a cell',
  writeMany: 'Write or paste several…',
  copy: 'Copy',
  cut: 'Cut',
  lines: {
    title: (lines: number): string => `${lines} notes or one note?`,
    each: (lines: number): string => `${lines} notes`,
    one: 'One note',
    remember: 'Always do this. You can change it under “Write or paste several”.',
    capped: (lines: number, most: number): string =>
      `These are ${lines} lines. At once, ${most} become notes; the others are left out.`,
    tooLong: (most: number): string =>
      `Together they are too long for one note, which holds ${most} characters.`,
    more: (lines: number): string => `and ${lines} more`,
  },
  bulk: {
    title: 'Write or paste several notes',
    field: 'One note per line',
    add: (notes: number): string => (notes === 0 ? 'Add' : `Add ${count(notes)}`),
    choice: 'When several lines are pasted',
    ask: 'Ask each time',
    each: 'A note for each line',
    one: 'One note with all lines',
  },
  block: {
    title: 'Paste cells',
    hasStages: 'The first row names stages',
    hasRows: 'The first column names rows',
    isLineANote: 'Each line in a cell is a note',
    goesTo: (notes: number, place: string): string => `${count(notes)}, from ${place} on.`,
    byName: (notes: number): string => `${count(notes)}, each where its name says.`,
    parked: (notes: number): string =>
      notes === 1
        ? '1 note finds no stage or row and goes to the parking lot.'
        : `${notes} notes find no stage or row and go to the parking lot.`,
    tooMany: (most: number): string => `A block of up to ${most} notes can be pasted at once.`,
    unknown: (name: string): string => `“${name}” is not on this sheet`,
    outside: 'Parking lot',
    preview: 'What goes where',
    add: (notes: number): string => `Paste ${count(notes)}`,
    nothing: 'There is nothing in these cells.',
    more: (notes: number): string => `+${notes}`,
  },
  restoreTitle: 'Deleted notes',
  restoreEmpty: 'Nothing has been deleted. Deleted notes are kept here and can be restored.',
  restore: 'Restore',
  restoreNote: (text: string): string => `Restore “${text}”`,
} as const;

/** `1 note`, `12 notes`. */
export function count(notes: number): string {
  return notes === 1 ? '1 note' : `${notes} notes`;
}

export const SPOKEN = {
  moved: (notes: number, place: string): string => `${count(notes)} moved to ${place}`,
  copied: (notes: number, place: string): string => `${count(notes)} added to ${place}`,
  parked: (notes: number): string => `${count(notes)} moved to the parking lot`,
  deleted: (notes: number): string => `${count(notes)} deleted`,
  onClipboard: (notes: number): string => `${count(notes)} copied`,
  picked: (notes: number): string => `${count(notes)} selected`,
  restored: (notes: number, place: string): string => `${count(notes)} back in ${place}`,
} as const;

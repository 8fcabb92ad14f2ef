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
  moveHeader: (notes: number): string => (notes === 1 ? 'Move note to' : `Move ${notes} notes to`),
  sheet: 'Sheet',
  step: 'Stage or step',
  row: 'Row',
  toParking: 'To the parking lot',
  toCell: 'To a cell',
  writeMany: 'Write or paste several…',
  copy: 'Copy',
  cut: 'Cut',
  paste: {
    title: 'Paste',
    as: 'Paste as',
    notes: (notes: number): string => count(notes),
    cells: 'Cells',
    nested: (notes: number): string => `${count(notes)} with sub-items`,
    flattened: 'Indented items become notes of their own.',
    table: 'Exported notes',
    one: 'One note',
    preview: 'What is pasted',
    add: (notes: number): string => `Paste ${count(notes)}`,
    goesTo: (notes: number, place: string): string => `${count(notes)}, in ${place}.`,
    remember: 'Always do this. You can change it under “Write or paste several”.',
    more: (notes: number): string => `and ${count(notes)} more`,
    split: (texts: number, most: number): string =>
      texts === 1
        ? `One text is longer than a note can be (${group(most)} characters). It is split into several notes, between sentences where possible.`
        : `${texts} texts are longer than a note can be (${group(most)} characters). They are split into several notes, between sentences where possible.`,
    rest: (notes: number, most: number, from: string): string =>
      `The first ${group(most)} of ${group(notes)} notes are pasted. Paste the rest after that, from “${from}” on.`,
    acts: 'So many notes are pasted in several steps, and undone in several.',
    around: (lines: number): string =>
      lines === 1
        ? '1 line outside the cells goes to the parking lot.'
        : `${lines} lines outside the cells go to the parking lot.`,
    corner: (text: string): string => `“${text}” in the corner is a name and not pasted.`,
    isCut: 'There are more cells than can be read at once. Copy the others separately.',
  },
  table: {
    goesTo: (notes: number): string =>
      `${count(notes)} with ${notes === 1 ? 'its' : 'their'} note type and details, placed by stage and row.`,
    unknownKinds: (names: readonly string[]): string =>
      `This board has no note type ${names.map((name) => `“${name}”`).join(', ')}. These notes get the type of their row.`,
    others: (lines: number): string =>
      lines === 1
        ? '1 line with a rating or metric is left out.'
        : `${lines} lines with ratings and metrics are left out.`,
    yours: 'You are shown as their author. Votes are left out.',
  },
  bulk: {
    title: 'Write or paste several notes',
    field: 'One note per line',
    kept: 'Not added yet, kept from last time.',
    clear: 'Clear',
    add: (notes: number): string => (notes === 0 ? 'Add' : `Add ${count(notes)}`),
    choice: 'When several lines are pasted',
    ask: 'Ask each time',
    each: 'A note for each line',
    one: 'One note with all lines',
  },
  block: {
    hasStages: 'The first row names stages',
    hasRows: 'The first column names rows',
    isLineANote: 'Each line in a cell is a note',
    goesTo: (notes: number, place: string): string => `${count(notes)}, from ${place} on.`,
    byName: (notes: number): string => `${count(notes)}, each where its name says.`,
    parked: (notes: number): string =>
      notes === 1
        ? '1 note finds no stage or row and goes to the parking lot.'
        : `${notes} notes find no stage or row and go to the parking lot.`,
    tooMany: (most: number): string =>
      `Up to ${group(most)} notes can be pasted at once. Copy fewer rows, and paste several times.`,
    moreRows: (rows: number): string => (rows === 1 ? 'and 1 more row' : `and ${rows} more rows`),
    unknown: (name: string): string => `“${name}” is not on this sheet`,
    outside: 'Parking lot',
    preview: 'What goes where',
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

function group(number: number): string {
  return number.toLocaleString('en-GB');
}

export const SPOKEN = {
  moved: (notes: number, place: string): string => `${count(notes)} moved to ${place}`,
  copied: (notes: number, place: string): string => `${count(notes)} added to ${place}`,
  addedSome: (notes: number, of: number, place: string): string =>
    `Only ${notes} of ${of} notes were added to ${place}`,
  parked: (notes: number): string => `${count(notes)} moved to the parking lot`,
  deleted: (notes: number): string => `${count(notes)} deleted`,
  onClipboard: (notes: number): string => `${count(notes)} copied`,
  picked: (notes: number): string => `${count(notes)} selected`,
  restored: (notes: number, place: string): string => `${count(notes)} back in ${place}`,
} as const;

/** What people read and hear about notes: pasting, moving, parking, restoring. */

export const NOTES = {
  parkingLot: 'parking lot',
  park: 'Park here',
  kind: 'Kind…',
  selectSeveral: 'Select several',
  selectCell: 'Select all notes here',
  deletedNotes: 'Deleted notes…',
  done: 'Done',
  move: 'Move',
  cancel: 'Cancel',
  moveTitle: (notes: number): string => (notes === 1 ? 'Move the note to' : `Move ${notes} notes to`),
  sheet: 'Sheet',
  step: 'Stage or step',
  row: 'Row',
  toParking: 'Into the parking lot',
  toCell: 'Into a cell',
  restoreTitle: 'Deleted notes',
  restoreEmpty: 'Nothing was deleted. What you delete is kept here and can come back.',
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

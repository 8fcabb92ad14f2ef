/** What the outline says. */

export const OUTLINE_TEXT = {
  showTable: 'Show as table',
  showWall: 'Show as wall',
  table: 'Table',
  wall: 'Wall',
  addStage: 'Add stage',
  addRow: 'Add row',
  addNote: 'Add note',
  freshStage: 'New stage',
  freshRow: 'New row',
  stages: 'Stages',
  sheets: 'Sheets',
  noRows: 'This sheet has no rows yet.',
  whichRow: 'Which row?',
  write: 'Edit',
  more: 'More',
  moment: 'Moment that matters',
  locked: 'Locked',
  keysHint:
    'Arrow keys move through the table. Typing or Enter edits, Ctrl+Enter adds a note, Delete removes it, the menu key shows more.',
  emptyTitle: 'Nothing on this sheet yet',
  emptyHint: 'Add a stage and a row. Notes go where they meet.',
} as const;

export function renameOf(title: string): string {
  return `Rename “${title}”`;
}

export function menuOf(title: string): string {
  return `Menu for “${title}”`;
}

/** What is counted beside a row on phones. */
export function noteCount(count: number): string {
  return count === 1 ? '1 note' : `${count} notes`;
}

export function voteCount(count: number): string {
  return count === 1 ? '1 vote' : `${count} votes`;
}

export function commentCount(count: number): string {
  return count === 1 ? '1 comment' : `${count} comments`;
}

/** What is spoken of notes that others added to or took from the cell that the keyboard is in, or wrote in. */
export function heard(added: readonly string[], gone: number, written: readonly string[]): string {
  const parts = [
    added.length === 0
      ? ''
      : added.length === 1
        ? `Added here: ${added[0]}`
        : `${added.length} notes added here`,
    gone === 0 ? '' : gone === 1 ? 'One note moved away' : `${gone} notes moved away`,
    written.length === 0
      ? ''
      : written.length === 1
        ? `Now reads: ${written[0]}`
        : `${written.length} notes changed here`,
  ];
  return parts.filter(Boolean).join('. ');
}

/** What acts are called, in menus, tooltips and the sheet of keys; and how keys are written. */
import type { ActGroup, ActName } from '../gestures/acts';

export const ACT_TITLES: Readonly<Record<ActName, string>> = {
  addNote: 'Add note',
  openNote: 'Write in the note',
  deleteNotes: 'Delete',
  showDetails: 'Details',
  feelBetter: 'In a sentiment row: one better',
  feelWorse: 'In a sentiment row: one worse',
  duplicate: 'Duplicate',
  park: 'Put into the parking lot',
  moveTo: 'Move to…',
  moveLeft: 'Move to the step on the left',
  moveRight: 'Move to the step on the right',
  moveUp: 'Move up',
  moveDown: 'Move down',
  undo: 'Undo',
  redo: 'Redo',
  walkLeft: 'One step to the left',
  walkRight: 'One step to the right',
  walkUp: 'Note or row above',
  walkDown: 'Note or row below',
  extendLeft: 'Add the note on the left',
  extendRight: 'Add the note on the right',
  extendUp: 'Add the note above',
  extendDown: 'Add the note below',
  selectAll: 'Select all of the cell, then of the sheet',
  letGo: 'Let go',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomToFull: 'Zoom to 100 %',
  zoomToBoard: 'Show the whole board',
  zoomToSelection: 'Show the selection',
  showPersonas: 'Personas',
  addBeside: 'Add one after the picked stage, step or row',
  addStage: 'Add stage',
  addRow: 'Add row',
  shiftLeft: 'Move stage or step left',
  shiftRight: 'Move stage or step right',
  shiftUp: 'Move row up',
  shiftDown: 'Move row down',
  sizeUp: 'Make column or row larger',
  sizeDown: 'Make column or row smaller',
  showHeader: 'Write the header',
  search: 'Search',
  openSession: 'Share, and who is here',
  followNext: 'Follow the next person',
  toggleCursors: 'Show or hide the cursors of others',
  toggleOutline: 'Wall or table',
  exportBoard: 'Export…',
  showMenu: 'Menu of what is picked',
  showKeys: 'Show all keys',
};

export const GROUP_TITLES: Readonly<Record<ActGroup, string>> = {
  notes: 'Notes',
  walk: 'Moving around',
  view: 'View',
  grid: 'Stages and rows',
  session: 'Session',
  other: 'Board',
};

const SIGNS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  '-': '−',
};

/** A key of the table of acts as people read it: `Ctrl+Shift+Z`, on a Mac `⌘⇧Z`. */
export function keyName(key: string, isMac: boolean): string {
  const parts = key.endsWith('++') ? [...key.slice(0, -2).split('+'), '+'] : key.split('+');
  const last = parts.at(-1) ?? '';
  const held = parts.slice(0, -1);
  const name = SIGNS[last] ?? last;
  if (!isMac) return [...held, name].join('+');
  const marks: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };
  return [...held.map((part) => marks[part] ?? part), name].join('');
}

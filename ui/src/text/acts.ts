/** What acts are called, in menus, tooltips and the sheet of keys; and how keys are written. */
import type { ActGroup, ActName } from '../gestures/acts';

export const ACT_TITLES: Readonly<Record<ActName, string>> = {
  addNote: 'Add note',
  openNote: 'Edit',
  deleteNotes: 'Delete',
  showDetails: 'Details',
  feelBetter: 'Sentiment row: rate one higher',
  feelWorse: 'Sentiment row: rate one lower',
  duplicate: 'Duplicate',
  park: 'Move to parking lot',
  moveTo: 'Move to…',
  moveLeft: 'Move to the step on the left',
  moveRight: 'Move to the step on the right',
  moveUp: 'Move up',
  moveDown: 'Move down',
  undo: 'Undo',
  redo: 'Redo',
  moveFocusLeft: 'Go one step left',
  moveFocusRight: 'Go one step right',
  moveFocusUp: 'Go to the note or row above',
  moveFocusDown: 'Go to the note or row below',
  extendLeft: 'Extend selection left',
  extendRight: 'Extend selection right',
  extendUp: 'Extend selection up',
  extendDown: 'Extend selection down',
  selectAll: 'Select all in the cell, then on the sheet',
  deselect: 'Deselect',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomToFull: 'Zoom to 100%',
  zoomToBoard: 'Fit the sheet',
  zoomToWidth: 'Fit the width',
  nextSheet: 'Next sheet',
  previousSheet: 'Previous sheet',
  zoomToSelection: 'Fit the selection',
  showComments: 'Comments',
  showPersonas: 'Personas',
  addBeside: 'Add one after the selected stage, step or row',
  addStage: 'Add stage',
  addRow: 'Add row',
  shiftLeft: 'Move stage or step left',
  shiftRight: 'Move stage or step right',
  shiftUp: 'Move row up',
  shiftDown: 'Move row down',
  sizeUp: 'Make column or row larger',
  sizeDown: 'Make column or row smaller',
  showHeader: 'Edit header',
  search: 'Search',
  showAgenda: 'Agenda',
  openSession: 'Share and people',
  followNext: 'Follow the next person',
  toggleCursors: 'Show or hide others’ cursors',
  toggleOutline: 'Switch between wall and table',
  exportBoard: 'Export…',
  showMenu: 'Open menu',
  showKeys: 'Keyboard shortcuts',
};

export const GROUP_TITLES: Readonly<Record<ActGroup, string>> = {
  notes: 'Notes',
  navigation: 'Navigation',
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
  PageUp: 'Page up',
  PageDown: 'Page down',
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

/**
 * Every act that has a key: one table for the keyboard, tooltips, menus and the sheet of keys.
 *
 * With something picked, letters, digits and signs write. So an act of a single letter has a second key that acts
 * then too: the same letter with Alt, and with Alt+Shift where it has Shift. These are no keys of a browser or a
 * system that a page could not take, nor letters of the window's menu bar. What others hold with Ctrl keeps that.
 *
 * A key is written as people read it: modifiers, then the key (`Ctrl+Shift+Z`, `Alt+ArrowLeft`, `N`). `Ctrl` is
 * the command key on a Mac. Digits with Shift are told by their place on the keyboard, because what they print
 * differs from country to country.
 */
import type { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { addBesidePicked } from './add-to-grid';
import { toggleComments } from './comments';
import { deletePicked } from './delete-note';
import { duplicatePicked } from './duplicate';
import { followNext } from './follow';
import { askWhere, parkPicked } from './move-to';
import { nudge } from './nudge';
import { openMenuOfPicked } from './open-menu';
import { deselect, moveFocus } from './select';
import { extend, selectAll } from './select-many';
import { deletePickedHeader } from './delete-grid-header';
import { movePicked } from './move-grid-header';
import { openHeader } from './set-header';
import { renamePicked } from './rename-grid-header';
import { resizePicked } from './resize-grid';
import { openSearch } from './search';
import { openSession, toggleCursors } from './show-session';
import { toggleOutline } from './show-outline';
import { openPicked } from './type-note';
import { clearPickedSentiment, nudgeSentiment } from './set-sentiment';
import { showDetails, showPersonas } from './show-details';
import { redo, undo } from './undo';
import { moveFocusToHeaders } from './focus-grid-headers';
import { zoomIn, zoomOut, zoomToBoard, zoomToFull, zoomToSelection, zoomToWidth } from './zoom';
import { showNextSheet } from './sheets';

/** Groups of acts, as the sheet of keys shows them. */
export type ActGroup = 'notes' | 'navigation' | 'view' | 'grid' | 'session' | 'other';

export interface Act {
  readonly group: ActGroup;
  /** The first is the one that tooltips name. */
  readonly keys: readonly string[];
  run(wall: Wall): void;
}

export const ACTS = {
  addNote: { group: 'notes', keys: ['N', 'Ctrl+Enter'], run: addNoteHere },
  showDetails: { group: 'notes', keys: ['Alt+Enter'], run: showDetails },
  feelBetter: { group: 'notes', keys: ['+'], run: (wall) => nudgeSentiment(wall, 1) },
  feelWorse: { group: 'notes', keys: ['-'], run: (wall) => nudgeSentiment(wall, -1) },
  duplicate: { group: 'notes', keys: ['Ctrl+D'], run: duplicatePicked },
  park: { group: 'notes', keys: ['Alt+P'], run: parkPicked },
  moveTo: { group: 'notes', keys: ['Alt+M'], run: askWhere },
  moveLeft: { group: 'notes', keys: ['Alt+ArrowLeft'], run: (wall) => nudge(wall, 'left') },
  moveRight: { group: 'notes', keys: ['Alt+ArrowRight'], run: (wall) => nudge(wall, 'right') },
  moveUp: { group: 'notes', keys: ['Alt+ArrowUp'], run: (wall) => nudge(wall, 'up') },
  moveDown: { group: 'notes', keys: ['Alt+ArrowDown'], run: (wall) => nudge(wall, 'down') },
  undo: { group: 'notes', keys: ['Ctrl+Z'], run: undo },
  redo: { group: 'notes', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], run: redo },
  deselect: { group: 'navigation', keys: ['Escape'], run: deselect },
  extendLeft: { group: 'navigation', keys: ['Shift+ArrowLeft'], run: (wall) => extend(wall, 'left') },
  extendRight: { group: 'navigation', keys: ['Shift+ArrowRight'], run: (wall) => extend(wall, 'right') },
  extendUp: { group: 'navigation', keys: ['Shift+ArrowUp'], run: (wall) => extend(wall, 'up') },
  extendDown: { group: 'navigation', keys: ['Shift+ArrowDown'], run: (wall) => extend(wall, 'down') },
  selectAll: { group: 'navigation', keys: ['Ctrl+A'], run: selectAll },
  openNote: { group: 'notes', keys: ['Enter', 'F2'], run: (wall) => renamePicked(wall) || openPicked(wall) },
  deleteNotes: {
    group: 'notes',
    keys: ['Delete', 'Backspace'],
    run: (wall) => deletePickedHeader(wall) || clearPickedSentiment(wall) || deletePicked(wall),
  },
  moveFocusLeft: {
    group: 'navigation',
    keys: ['ArrowLeft'],
    run: (wall) => moveFocusToHeaders(wall, 'left') || moveFocus(wall, 'left'),
  },
  moveFocusRight: {
    group: 'navigation',
    keys: ['ArrowRight'],
    run: (wall) => moveFocusToHeaders(wall, 'right') || moveFocus(wall, 'right'),
  },
  moveFocusUp: {
    group: 'navigation',
    keys: ['ArrowUp'],
    run: (wall) => moveFocusToHeaders(wall, 'up') || moveFocus(wall, 'up'),
  },
  moveFocusDown: {
    group: 'navigation',
    keys: ['ArrowDown'],
    run: (wall) => moveFocusToHeaders(wall, 'down') || moveFocus(wall, 'down'),
  },
  zoomIn: { group: 'view', keys: ['Ctrl++', 'Ctrl+='], run: zoomIn },
  zoomOut: { group: 'view', keys: ['Ctrl+-'], run: zoomOut },
  zoomToFull: { group: 'view', keys: ['Shift+0', 'Ctrl+0'], run: zoomToFull },
  zoomToBoard: { group: 'view', keys: ['Shift+1'], run: zoomToBoard },
  zoomToSelection: { group: 'view', keys: ['Shift+2'], run: zoomToSelection },
  zoomToWidth: { group: 'view', keys: ['Shift+3'], run: zoomToWidth },
  nextSheet: {
    group: 'view',
    keys: ['Alt+PageDown', 'Ctrl+PageDown'],
    run: (wall) => showNextSheet(wall, 1),
  },
  previousSheet: {
    group: 'view',
    keys: ['Alt+PageUp', 'Ctrl+PageUp'],
    run: (wall) => showNextSheet(wall, -1),
  },
  showComments: { group: 'view', keys: ['Shift+M'], run: toggleComments },
  showPersonas: { group: 'other', keys: [], run: showPersonas },
  addBeside: { group: 'grid', keys: ['Alt+Shift+Enter'], run: (wall) => addBesidePicked(wall, 'same') },
  addStage: {
    group: 'grid',
    keys: ['Shift+S', 'Alt+Shift+S'],
    run: (wall) => addBesidePicked(wall, 'stage'),
  },
  addRow: { group: 'grid', keys: ['Shift+R', 'Alt+Shift+R'], run: (wall) => addBesidePicked(wall, 'row') },
  shiftLeft: { group: 'grid', keys: ['Alt+Shift+ArrowLeft'], run: (wall) => movePicked(wall, 'left') },
  shiftRight: { group: 'grid', keys: ['Alt+Shift+ArrowRight'], run: (wall) => movePicked(wall, 'right') },
  shiftUp: { group: 'grid', keys: ['Alt+Shift+ArrowUp'], run: (wall) => movePicked(wall, 'up') },
  shiftDown: { group: 'grid', keys: ['Alt+Shift+ArrowDown'], run: (wall) => movePicked(wall, 'down') },
  sizeUp: { group: 'grid', keys: ['Alt++', 'Alt+='], run: (wall) => resizePicked(wall, 1) },
  sizeDown: { group: 'grid', keys: ['Alt+-'], run: (wall) => resizePicked(wall, -1) },
  showHeader: { group: 'grid', keys: ['Shift+H', 'Alt+Shift+H'], run: (wall) => openHeader(wall) },
  showAgenda: {
    group: 'session',
    keys: ['Shift+A', 'Alt+Shift+A'],
    run: (wall) => wall.chrome.togglePanel('agenda'),
  },
  openSession: { group: 'session', keys: ['Shift+I', 'Alt+Shift+I'], run: openSession },
  followNext: { group: 'session', keys: ['F', 'Alt+Shift+F'], run: followNext },
  toggleCursors: { group: 'session', keys: ['Shift+C', 'Alt+Shift+C'], run: toggleCursors },
  toggleOutline: { group: 'view', keys: ['O', 'Ctrl+Shift+O'], run: toggleOutline },
  exportBoard: {
    group: 'other',
    keys: ['Ctrl+Shift+E'],
    run: (wall) => {
      if (wall.isAtDesk) wall.chrome.showDialog('export');
    },
  },
  search: { group: 'view', keys: ['/', 'Ctrl+F'], run: openSearch },
  showMenu: { group: 'other', keys: ['Shift+F10', 'ContextMenu'], run: openMenuOfPicked },
  showKeys: { group: 'other', keys: ['?', 'Ctrl+/'], run: (wall) => wall.chrome.showDialog('keys') },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;

/** Acts in the order of the table. */
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

/**
 * Every act that has a key: one table for the keyboard, tooltips, menus and the sheet of keys.
 *
 * A key is written as people read it: modifiers, then the key (`Ctrl+Shift+Z`, `Alt+ArrowLeft`, `N`). `Ctrl` is
 * the command key on a Mac. Digits with Shift are told by their place on the keyboard, because what they print
 * differs from country to country.
 */
import type { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { addBesidePicked } from './add-to-grid';
import { deletePicked } from './delete-note';
import { deletePickedTitle } from './delete-title';
import { movePicked } from './move-title';
import { openHeader } from './set-header';
import { openMenuOfPicked } from './open-menu';
import { renamePicked } from './rename-title';
import { resizePicked } from './resize-grid';
import { walk } from './select';
import { openPicked } from './type-note';
import { redo, undo } from './undo';
import { walkTitles } from './walk-titles';
import { zoomIn, zoomOut, zoomToBoard, zoomToFull, zoomToSelection } from './zoom';

/** Groups of acts, as the sheet of keys shows them. */
export type ActGroup = 'notes' | 'walk' | 'view' | 'grid' | 'other';

export interface Act {
  readonly group: ActGroup;
  /** The first is the one that tooltips name. */
  readonly keys: readonly string[];
  run(wall: Wall): void;
}

export const ACTS = {
  addNote: { group: 'notes', keys: ['N'], run: addNoteHere },
  openNote: { group: 'notes', keys: ['Enter', 'F2'], run: (wall) => renamePicked(wall) || openPicked(wall) },
  deleteNotes: {
    group: 'notes',
    keys: ['Delete', 'Backspace'],
    run: (wall) => deletePickedTitle(wall) || deletePicked(wall),
  },
  undo: { group: 'notes', keys: ['Ctrl+Z'], run: undo },
  redo: { group: 'notes', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], run: redo },
  walkLeft: {
    group: 'walk',
    keys: ['ArrowLeft'],
    run: (wall) => walkTitles(wall, 'left') || walk(wall, 'left'),
  },
  walkRight: {
    group: 'walk',
    keys: ['ArrowRight'],
    run: (wall) => walkTitles(wall, 'right') || walk(wall, 'right'),
  },
  walkUp: { group: 'walk', keys: ['ArrowUp'], run: (wall) => walkTitles(wall, 'up') || walk(wall, 'up') },
  walkDown: {
    group: 'walk',
    keys: ['ArrowDown'],
    run: (wall) => walkTitles(wall, 'down') || walk(wall, 'down'),
  },
  letGo: { group: 'walk', keys: ['Escape'], run: (wall) => wall.selection.clear() },
  zoomIn: { group: 'view', keys: ['Ctrl++', 'Ctrl+='], run: zoomIn },
  zoomOut: { group: 'view', keys: ['Ctrl+-'], run: zoomOut },
  zoomToFull: { group: 'view', keys: ['Shift+0', 'Ctrl+0'], run: zoomToFull },
  zoomToBoard: { group: 'view', keys: ['Shift+1'], run: zoomToBoard },
  zoomToSelection: { group: 'view', keys: ['Shift+2'], run: zoomToSelection },
  addBeside: { group: 'grid', keys: ['Alt+Shift+Enter'], run: (wall) => addBesidePicked(wall, 'same') },
  addStage: { group: 'grid', keys: ['Shift+S'], run: (wall) => addBesidePicked(wall, 'stage') },
  addRow: { group: 'grid', keys: ['Shift+R'], run: (wall) => addBesidePicked(wall, 'row') },
  shiftLeft: { group: 'grid', keys: ['Alt+Shift+ArrowLeft'], run: (wall) => movePicked(wall, 'left') },
  shiftRight: { group: 'grid', keys: ['Alt+Shift+ArrowRight'], run: (wall) => movePicked(wall, 'right') },
  shiftUp: { group: 'grid', keys: ['Alt+Shift+ArrowUp'], run: (wall) => movePicked(wall, 'up') },
  shiftDown: { group: 'grid', keys: ['Alt+Shift+ArrowDown'], run: (wall) => movePicked(wall, 'down') },
  sizeUp: { group: 'grid', keys: ['Alt++', 'Alt+='], run: (wall) => resizePicked(wall, 1) },
  sizeDown: { group: 'grid', keys: ['Alt+-'], run: (wall) => resizePicked(wall, -1) },
  showHeader: { group: 'grid', keys: ['Shift+H'], run: (wall) => openHeader(wall) },
  showMenu: { group: 'other', keys: ['Shift+F10', 'ContextMenu'], run: openMenuOfPicked },
  showKeys: { group: 'other', keys: ['?'], run: (wall) => wall.chrome.showDialog('keys') },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;

/** Acts in the order of the table. */
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

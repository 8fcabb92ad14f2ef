/**
 * Every act that has a key: one table for the keyboard, tooltips, menus and the sheet of keys.
 *
 * A key is written as people read it: modifiers, then the key (`Ctrl+Shift+Z`, `Alt+ArrowLeft`, `N`). `Ctrl` is
 * the command key on a Mac. Digits with Shift are told by their place on the keyboard, because what they print
 * differs from country to country.
 */
import type { Wall } from '../state/wall';
import { addNoteHere } from './add-note';
import { deletePicked } from './delete-note';
import { openMenuOfPicked } from './open-menu';
import { openSearch } from './search';
import { walk } from './select';
import { toggleOutline } from './show-outline';
import { openPicked } from './type-note';
import { redo, undo } from './undo';
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
  openNote: { group: 'notes', keys: ['Enter', 'F2'], run: openPicked },
  deleteNotes: { group: 'notes', keys: ['Delete', 'Backspace'], run: deletePicked },
  undo: { group: 'notes', keys: ['Ctrl+Z'], run: undo },
  redo: { group: 'notes', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], run: redo },
  walkLeft: { group: 'walk', keys: ['ArrowLeft'], run: (wall) => walk(wall, 'left') },
  walkRight: { group: 'walk', keys: ['ArrowRight'], run: (wall) => walk(wall, 'right') },
  walkUp: { group: 'walk', keys: ['ArrowUp'], run: (wall) => walk(wall, 'up') },
  walkDown: { group: 'walk', keys: ['ArrowDown'], run: (wall) => walk(wall, 'down') },
  letGo: { group: 'walk', keys: ['Escape'], run: (wall) => wall.selection.clear() },
  zoomIn: { group: 'view', keys: ['Ctrl++', 'Ctrl+='], run: zoomIn },
  zoomOut: { group: 'view', keys: ['Ctrl+-'], run: zoomOut },
  zoomToFull: { group: 'view', keys: ['Shift+0', 'Ctrl+0'], run: zoomToFull },
  zoomToBoard: { group: 'view', keys: ['Shift+1'], run: zoomToBoard },
  zoomToSelection: { group: 'view', keys: ['Shift+2'], run: zoomToSelection },
  toggleOutline: { group: 'view', keys: ['O', 'Ctrl+Shift+O'], run: toggleOutline },
  search: { group: 'view', keys: ['/', 'Ctrl+F'], run: openSearch },
  showMenu: { group: 'other', keys: ['Shift+F10', 'ContextMenu'], run: openMenuOfPicked },
  showKeys: { group: 'other', keys: ['?', 'Ctrl+/'], run: (wall) => wall.chrome.showDialog('keys') },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof ACTS;

/** Acts in the order of the table. */
export const ACT_NAMES = Object.keys(ACTS) as ActName[];

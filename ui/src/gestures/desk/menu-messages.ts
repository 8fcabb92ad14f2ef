/** What the window's own menu asks for. Names of later versions do nothing. */
import type { Desk } from '../../state/desk';
import { ACTS, type ActName } from '../acts';
import { saveCopy, sendCopy } from './copy-board';
import { goHome } from './go-home';
import { openFile } from './open-board';

/** Acts on the wall, by the menu's names. */
const ON_WALL: Readonly<Record<string, ActName>> = {
  undo: 'undo',
  redo: 'redo',
  selectAll: 'selectAll',
  outline: 'toggleOutline',
  zoomIn: 'zoomIn',
  zoomOut: 'zoomOut',
  zoomFull: 'zoomToFull',
  zoomBoard: 'zoomToBoard',
  keys: 'showKeys',
  export: 'exportBoard',
};

/** Acts on a text, when one is being written. */
const IN_FIELD: ReadonlySet<string> = new Set(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);

/** What the view does by itself. */
export interface MenuView {
  /** Shows what new boards can be made from. */
  newBoard(): void;
}

/** Does what was chosen in the menu. */
export function runMenu(desk: Desk, view: MenuView, name: string): void {
  const { wall } = desk;
  if (IN_FIELD.has(name) && isWriting()) document.execCommand(name);
  else if (name === 'home') void goHome(desk);
  else if (name === 'newBoard') view.newBoard();
  else if (name === 'openFile') void openFile(desk);
  else if (name === 'saveCopy') void saveCopy(desk);
  else if (name === 'sendCopy') void sendCopy(desk);
  else if (wall !== null && Object.hasOwn(ON_WALL, name)) {
    const act = ON_WALL[name];
    if (act !== undefined) ACTS[act].run(wall);
  }
}

function isWriting(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement;
}

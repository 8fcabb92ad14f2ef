/** What the window's own menu asks for. Names of later versions do nothing. */
import type { Desk } from '../../state/desk';
import { ACTS, type ActName } from '../acts';
import { saveCopy, sendCopy } from './copy-board';
import { goHome } from './go-home';
import type { Keep, Written } from './keep-file';
import { openFile } from './open-board';

/** Acts on the wall, by the menu's names. */
const ON_WALL: Readonly<Record<string, ActName>> = {
  undo: 'undo',
  redo: 'redo',
  selectAll: 'selectAll',
  zoomIn: 'zoomIn',
  zoomOut: 'zoomOut',
  zoomFull: 'zoomToFull',
  zoomBoard: 'zoomToBoard',
  find: 'search',
  keys: 'showKeys',
  export: 'exportBoard',
};

/** The browser's own acts: on a text that is being written, and on the wall by the events that keys cause too. */
const EDITING: ReadonlySet<string> = new Set(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);

/** What the view does by itself. */
export interface MenuView {
  /** Shows what new boards can be made from. */
  newBoard(): void;
  /** Shows how a workshop goes, in short. */
  guide(): void;
  /** Takes bytes where there is no file dialog. */
  readonly keep: Keep;
}

/** Does what was chosen in the menu. */
export function runMenu(desk: Desk, view: MenuView, name: string): void {
  const { wall } = desk;
  const act = Object.hasOwn(ON_WALL, name) ? ON_WALL[name] : undefined;
  if (EDITING.has(name) && (isWriting() || act === undefined)) document.execCommand(name);
  else if (name === 'home') void goHome(desk);
  else if (name === 'newBoard') view.newBoard();
  else if (name === 'guide') view.guide();
  else if (name === 'openFile') void openFile(desk);
  else if (wall === null) return;
  else if (name === 'saveCopy') void tell(desk, saveCopy(desk, view.keep));
  else if (name === 'sendCopy') void tell(desk, sendCopy(desk, view.keep));
  else if (act !== undefined) ACTS[act].run(wall);
}

/** Without a dialog that could say it, a notice says why nothing was written. */
export async function tell(desk: Desk, writing: Promise<Written>): Promise<void> {
  const ended = await writing;
  if (typeof ended === 'object') desk.notices.tell({ refused: ended.code });
}

function isWriting(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement;
}

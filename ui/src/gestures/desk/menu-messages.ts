/** What the window's own menu asks for. */
import type { MenuName } from '../../gen/window';
import type { Desk } from '../../state/desk/desk';
import { ACTS, type ActName } from '../acts';
import { saveCopy, sendCopy } from './copy-board';
import { goHome } from './go-home';
import type { Keep, Written } from './keep-file';
import { openFile } from './open-board';

/** What the view does by itself. */
export interface MenuView {
  /** Shows what new boards can be made from. */
  newBoard(): void;
  /** Shows how a workshop goes, in short. */
  guide(): void;
  /** Takes bytes where there is no file dialog. */
  readonly keep: Keep;
}

type OwnAct = (desk: Desk, view: MenuView) => void;

/** What each item of the window's menu does: an act of the wall, or what only the menu does. */
const ITEMS: Readonly<Record<MenuName, ActName | OwnAct>> = {
  newBoard: (_, view) => view.newBoard(),
  openFile: (desk) => void openFile(desk),
  home: (desk) => void goHome(desk),
  saveCopy: (desk, view) => keepCopy(desk, () => saveCopy(desk, view.keep)),
  sendCopy: (desk, view) => keepCopy(desk, () => sendCopy(desk, view.keep)),
  export: 'exportBoard',
  undo: 'undo',
  redo: 'redo',
  cut: () => document.execCommand('cut'),
  copy: () => document.execCommand('copy'),
  paste: () => document.execCommand('paste'),
  selectAll: 'selectAll',
  find: 'search',
  zoomIn: 'zoomIn',
  zoomOut: 'zoomOut',
  zoomFull: 'zoomToFull',
  zoomBoard: 'zoomToBoard',
  outline: 'toggleOutline',
  guide: (_, view) => view.guide(),
  keys: 'showKeys',
};

/** The browser's own acts on a text that is being written. */
const EDITING: ReadonlySet<MenuName> = new Set<MenuName>([
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
]);

/** Does what was chosen in the menu; what only a wall can do, where one is open. */
export function runMenu(desk: Desk, view: MenuView, name: MenuName): void {
  const act = ITEMS[name];
  if (EDITING.has(name) && isWriting()) document.execCommand(name);
  else if (typeof act === 'function') act(desk, view);
  else if (desk.wall !== null) ACTS[act].run(desk.wall);
}

function keepCopy(desk: Desk, write: () => Promise<Written>): void {
  if (desk.wall !== null) void tell(desk, write());
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

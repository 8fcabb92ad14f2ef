import { Refused } from '../../link/conversation';
import type { Desk } from '../../state/desk/desk';
import { asksToLeave } from './go-home';
import { leaveField } from './leave-field';

/** Opens a board of the start screen. */
export async function openBoard(desk: Desk, path: string): Promise<boolean> {
  leaveField();
  return desk.open(path);
}

/** Asks for a file in the system's dialog, and opens it; a table or list becomes a board of its own. */
export async function openFile(desk: Desk): Promise<void> {
  if (desk.greeting?.dialogs !== true) return;
  leaveField();
  if (desk.wall !== null && asksToLeave(desk.wall)) return;
  try {
    const { path, guessed } = await desk.order('chooseOpen', {});
    if (guessed !== undefined) desk.notices.tell({ guessed });
    if (path !== null) desk.await(path);
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    // What is wrong with a table stands in its sentence: the file, the line and what to do.
    desk.notices.tell(OF_FILES.has(reason.code) ? { unread: reason.message } : { refused: reason.code });
  }
}

/** Codes with which a file is not imported. */
const OF_FILES: ReadonlySet<string> = new Set(['E_BAD_INPUT', 'E_LIMIT', 'E_DUPLICATE_ID', 'E_TOO_LARGE']);

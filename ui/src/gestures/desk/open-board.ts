import type { Desk } from '../../state/desk';
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
  const chosen = await desk.ask('chooseOpen', {});
  if (chosen !== null && chosen.path !== null) desk.await(chosen.path);
}

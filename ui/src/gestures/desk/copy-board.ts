import type { Desk } from '../../state/desk';

/** The whole open board as one more file, with its history. */
export async function saveCopy(desk: Desk): Promise<void> {
  await copy(desk, 'saveCopy');
}

/** What one gives away: the open board as it is now, without history, deleted notes and undo. */
export async function sendCopy(desk: Desk): Promise<void> {
  await copy(desk, 'sendCopy');
}

async function copy(desk: Desk, act: 'saveCopy' | 'sendCopy'): Promise<void> {
  if (desk.wall === null || desk.greeting?.dialogs !== true) return;
  const written = await desk.ask(act, {});
  if (written !== null && written.path !== null) desk.notices.tell({ wrote: written.path });
}

/** Boards that go, and come back. */
import type { BoardEntry, DeletedEntry } from '../../gen/desk';
import type { Desk } from '../../state/desk/desk';

/** Moves a board to the deleted ones, from where it can come back. One that lies elsewhere is only forgotten. */
export async function deleteBoard(desk: Desk, board: BoardEntry): Promise<boolean> {
  const before = new Set(desk.library.deleted.map(({ path }) => path));
  if ((await desk.ask('delete', { path: board.path })) === null) return false;
  await desk.library.load();
  if (!board.isInLibrary) {
    desk.notices.tell({ forgotten: board.title, path: board.path });
    return true;
  }
  const gone = desk.library.deleted.find(({ path }) => !before.has(path));
  desk.notices.tell({ deleted: board.title, path: gone?.path ?? null });
  return true;
}

/** Brings a deleted board back. Resolves with its path. */
export async function restoreBoard(desk: Desk, path: string): Promise<string | null> {
  const title = desk.library.deleted.find((entry) => entry.path === path)?.title ?? '';
  const restored = await desk.ask('restore', { path });
  await desk.library.load();
  if (restored === null) return null;
  desk.notices.tell({ restored: title });
  return restored.path;
}

/** Takes a deleted board from the disk for good. */
export async function eraseBoard(desk: Desk, board: DeletedEntry): Promise<void> {
  const erased = await desk.ask('erase', { path: board.path });
  await desk.library.load();
  if (erased !== null) desk.notices.tell({ erased: board.title });
}

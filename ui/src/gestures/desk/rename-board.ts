import type { BoardEntry } from '../../link/desk-messages';
import type { Desk } from '../../state/desk';

/** Gives a board of the start screen another title. Resolves with the path that it has now. */
export async function renameBoard(desk: Desk, board: BoardEntry, title: string): Promise<string> {
  const name = title.trim();
  if (name === '' || name === board.title) return board.path;
  const renamed = await desk.ask('rename', { path: board.path, title: name });
  await desk.library.load();
  return renamed?.path ?? board.path;
}

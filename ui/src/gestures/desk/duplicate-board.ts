import type { Desk } from '../../state/desk/desk';

/** Makes a board of its own with the same content. Resolves with its path. */
export async function duplicateBoard(desk: Desk, path: string): Promise<string | null> {
  const copy = await desk.ask('duplicate', { path });
  await desk.library.load();
  return copy?.path ?? null;
}

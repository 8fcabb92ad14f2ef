import { expect, it } from 'vitest';
import type { Edit } from '../../gen/board';
import type { LinkEvents } from '../../link/link';
import { wallOver } from '../samples/sample-wall';

it('undoing at the end says that nothing is left to undo, and other edits that something is gone', async () => {
  let host: LinkEvents | null = null;
  const sent: { id: number; edit?: unknown }[] = [];
  const wall = wallOver((events) => {
    host = events;
    return { send: (text) => sent.push(JSON.parse(text) as { id: number }), close: () => undefined };
  });
  const say = async (message: unknown): Promise<void> => {
    (host as LinkEvents | null)?.message(JSON.stringify(message));
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  };
  await say({ hello: { protocol: 1, board: 'board', participant: 'p', name: 'Mira', role: 'facilitator' } });
  const changed = 'Someone deleted or changed that in the meantime.';
  const edits: readonly [Edit, string | undefined, string][] = [
    [{ undo: {} }, 'nothingLeft', 'Nothing left to undo.'],
    [{ redo: {} }, 'nothingLeft', 'Nothing left to redo.'],
    [{ undo: {} }, undefined, changed],
    [{ deleteNote: { note: 'gone' } }, undefined, changed],
  ];
  for (const [edit, why, said] of edits) {
    const asked = wall.ask(edit);
    await Promise.resolve();
    const id = sent.findLast((message) => message.edit !== undefined)?.id;
    await say({ id, error: { code: 'E_GONE', message: 'gone', why } });
    await asked;
    expect(wall.session.notices.map(({ text }) => text).at(-1)).toBe(said);
  }
});

import { describe, expect, it } from 'vitest';
import { bringBack } from './keep-words';
import { Stage } from '../samples/sample-stage';

describe('words that an earlier page left in a field', () => {
  it('become a note of the same type when theirs was deleted meanwhile', async () => {
    const stage = new Stage();
    await stage.open();
    const { wall } = stage;
    const kind = wall.mirror.board?.note('a')?.kind;
    expect(kind).toBeDefined();
    wall.keepDraft('a', 'Looks around', 'Looks around twice');
    const [draft] = wall.unsent.inFields;
    expect(draft).toMatchObject({ note: 'a', kind });
    // Also the words that follow when the note is gone from the board keep what it was.
    await stage.say({ patch: { epoch: 1, revision: 6, board: [{ noteGone: 'a' }] } });
    wall.keepDraft('a', 'Looks around', 'Looks around twice, asks');
    const left = wall.unsent.inFields[0];
    expect(left).toMatchObject({ text: 'Looks around twice, asks', kind });
    if (left !== undefined) bringBack(wall, { ...left, note: 'gone' });
    expect(stage.sent.at(-1)?.edit).toEqual({
      addNote: { id: expect.any(String) as string, parked: true, text: 'Looks around twice, asks', kind },
    });
  });
});

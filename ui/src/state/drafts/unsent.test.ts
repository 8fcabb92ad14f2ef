import { describe, expect, it } from 'vitest';
import { type Edit } from '../../gen/board';
import { Stage } from '../samples/sample-stage';
import { expectedPlace } from '../scene/expected-place';
import { unsentOf } from './unsent';

const add = (id: string, text?: string): Edit => ({
  addNote: { id, step: 's1', row: 'r1', ...(text === undefined ? {} : { text }) },
});

describe('what is unsent', () => {
  it('is each note once, with all that it says, wherever the words wait', () => {
    const splice: Edit = { spliceText: { note: 'a', at: 3, remove: 0, insert: 'y', revision: 1 } };
    const drafts = [
      { note: 'new', base: '', text: 'Asks at the desk' },
      { note: 'a', base: 'Form', text: 'Form is empty' },
    ];
    expect(unsentOf([add('new'), splice], drafts)).toEqual([
      { note: 'new', base: '', text: 'Asks at the desk', place: { step: 's1', row: 'r1' } },
      { note: 'a', base: 'Form', text: 'Form is empty' },
    ]);
  });

  it('is nothing of a note that was taken back', () => {
    expect(unsentOf([add('new', 'x'), { deleteNote: { note: 'new' } }], [])).toEqual([]);
  });

  it('is shown while the connection is away, and not before', async () => {
    const stage = new Stage();
    await stage.open();
    const { wall } = stage;
    wall.keepDraft('a', 'Looks around', 'Looks around!');
    expect(wall.unsent.notes.size).toBe(0);
    wall.lost();
    expect(wall.unsent.notes.get('a')?.text).toBe('Looks around!');
    wall.keepDraft('a', 'Looks around', 'Looks around!!');
    expect(wall.unsent.notes.get('a')?.text).toBe('Looks around!!');
    wall.session.stand('connected');
    wall.keepDraft('a', '', '');
    expect(wall.unsent.notes.size).toBe(0);
  });
});

describe('a note that is not there yet', () => {
  it('is expected behind the last of its cell, and on the next line when there is no room', async () => {
    const stage = new Stage();
    await stage.open();
    const { scene } = stage.wall.mirror;
    const cell = { step: 's1', row: 'r1' };
    // Two notes of 128 fill a column of 304.
    const first = scene && expectedPlace(scene, cell, 'notes', 0)?.rect;
    const second = scene && expectedPlace(scene, cell, 'notes', 1)?.rect;
    expect(first).toMatchObject({ x: 64 + 208 + 16, y: 100 + 64 + 16 + 128 + 16, w: 128 });
    expect(second).toMatchObject({ x: (first?.x ?? 0) + 144, y: first?.y });
    const empty = scene && expectedPlace(scene, { step: 's2', row: 'r1' }, 'notes', 0)?.rect;
    expect(empty).toMatchObject({ x: 64 + 512 + 16, y: 100 + 64 + 16 });
  });
});

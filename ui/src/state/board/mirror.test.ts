import { describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../link/messages';
import { cellRect, noteRect } from '../scene/geometry';
import { Mirror, type Source } from './mirror';
import { cellScene, noteScene, noteView, sampleBoard, sampleScene } from '../samples/sample';

/** A peer whose answers are given by hand, so that patches can come in between. */
class Peer implements Source {
  readonly asked: { question: Question; answer: (value: unknown) => void }[] = [];

  ask<Q extends Question>(question: Q): Promise<Answer<Q>> {
    return new Promise((resolve) =>
      this.asked.push({ question, answer: (value) => resolve(value as Answer<Q>) }),
    );
  }

  async answer(value: unknown): Promise<void> {
    this.asked.shift()?.answer(value);
    await Promise.resolve();
    await Promise.resolve();
  }
}

async function loaded(): Promise<{ mirror: Mirror; peer: Peer }> {
  const peer = new Peer();
  const mirror = new Mirror(peer);
  const loading = mirror.load();
  await peer.answer({ epoch: 1, revision: 7 });
  await peer.answer(sampleScene());
  await peer.answer(sampleBoard());
  await loading;
  return { mirror, peer };
}

const moved = {
  epoch: 1,
  revision: 8,
  board: [
    { note: noteView('b', 's2', 'r1', 'Asks a friend') },
    { cell: { step: 's1', row: 'r1', notes: ['a'], groups: [] } },
    { cell: { step: 's2', row: 'r1', notes: ['b'], groups: [] } },
  ],
  scene: [
    { cell: cellScene('s2', 'r1', [noteScene('b', { x: 16, y: 16, w: 128, h: 128 })]) },
    { cell: cellScene('s1', 'r1', [noteScene('a', { x: 16, y: 16, w: 128, h: 128 })]) },
  ],
};

describe('a mirror', () => {
  it('shows what it loaded', async () => {
    const { mirror } = await loaded();
    expect(mirror.revision).toBe(7);
    expect(mirror.board?.notesIn({ step: 's1', row: 'r1' }).map((note) => note.text)).toEqual([
      'Looks around',
      'Asks a friend',
    ]);
    expect(mirror.scene && noteRect(mirror.scene, 'a')).toEqual({ x: 288, y: 180, w: 128, h: 128 });
  });

  it('shows the first scene before the words have come, and patches it meanwhile', async () => {
    const peer = new Peer();
    const mirror = new Mirror(peer);
    const loading = mirror.load();
    await peer.answer({ epoch: 1, revision: 7 });
    await peer.answer(sampleScene());
    expect(mirror.isReady).toBe(false);
    expect(mirror.scene && noteRect(mirror.scene, 'b')?.x).toBe(432);
    const { version } = mirror.changed;
    expect(mirror.receive(moved)).toBe(true);
    expect(mirror.changed.version).toBeGreaterThan(version);
    expect(mirror.scene && noteRect(mirror.scene, 'b')?.x).toBe(592);
    await peer.answer(sampleBoard());
    await loading;
    expect(mirror.isReady).toBe(true);
  });

  it('applies patches in revision order, whichever cell comes first', async () => {
    const { mirror } = await loaded();
    expect(mirror.receive(moved)).toBe(true);
    expect(mirror.revision).toBe(8);
    expect(mirror.scene && noteRect(mirror.scene, 'b')).toEqual({ x: 592, y: 180, w: 128, h: 128 });
    expect(mirror.board?.notesIn({ step: 's2', row: 'r1' }).map((note) => note.id)).toEqual(['b']);
    expect(mirror.board?.notesIn({ step: 's1', row: 'r1' }).map((note) => note.id)).toEqual(['a']);
  });

  it('asks to be loaded anew after a gap, an epoch of another host, or when told so', async () => {
    const { mirror } = await loaded();
    expect(mirror.receive({ ...moved, revision: 9 })).toBe(false);
    expect(mirror.receive({ ...moved, epoch: 2 })).toBe(false);
    expect(mirror.receive({ epoch: 1, revision: 8, board: ['reload'] })).toBe(false);
    expect(mirror.revision).toBe(7);
    expect(mirror.board?.note('b')?.step).toBe('s1');
  });

  it('takes a patch between the two answers into the part that came before it only', async () => {
    const peer = new Peer();
    const mirror = new Mirror(peer);
    const loading = mirror.load();
    await peer.answer({ epoch: 1, revision: 7 });
    await peer.answer(sampleScene());
    expect(mirror.receive(moved)).toBe(true);
    const board = sampleBoard();
    const [sheet] = board.sheets;
    if (sheet)
      sheet.notes = [noteView('a', 's1', 'r1', 'Looks around'), noteView('b', 's2', 'r1', 'Asks a friend')];
    await peer.answer(board);
    await loading;
    expect(mirror.revision).toBe(8);
    expect(mirror.scene && noteRect(mirror.scene, 'b')?.x).toBe(592);
    expect(mirror.board?.notesIn({ step: 's2', row: 'r1' })).toHaveLength(1);
  });

  it('shows the wall it had while it loads anew, and then the new one', async () => {
    const { mirror, peer } = await loaded();
    const loading = mirror.load();
    await peer.answer({ epoch: 2, revision: 1 });
    expect(mirror.scene?.note('a')).toBeDefined();
    await peer.answer({ ...sampleScene(), cells: [] });
    expect(mirror.scene?.note('a')).toBeDefined();
    await peer.answer({ ...sampleBoard(), title: 'Other' });
    await loading;
    expect(mirror.scene?.note('a')).toBeUndefined();
    expect(mirror.board?.name).toBe('Other');
    expect(
      mirror.receive({
        epoch: 2,
        revision: 2,
        board: [{ header: { ...sampleBoard().header, title: 'Third' } }],
      }),
    ).toBe(true);
    expect(mirror.board?.name).toBe('Third');
  });

  it('changes single notes of a cell and leaves the others as they are', async () => {
    const { mirror } = await loaded();
    const cell = { step: 's1', row: 'r1' };
    const before = mirror.scene?.note('a')?.note;
    const b = noteScene('b', { x: 160, y: 16, w: 128, h: 136 });
    mirror.receive({ epoch: 1, revision: 8, scene: [{ notes: { ...cell, height: 168, notes: [b] } }] });
    expect(mirror.scene?.cell(cell)).toMatchObject({ height: 168, notes: [{ id: 'a' }, { id: 'b' }] });
    expect(mirror.scene?.note('b')?.note).toEqual(b);
    expect(mirror.scene?.note('a')?.note).toBe(before);

    const c = noteScene('c', { x: 16, y: 16, w: 128, h: 128 });
    const places = [
      { id: 'c', x: 16, y: 16 },
      { id: 'a', x: 160, y: 16 },
    ];
    mirror.receive({
      epoch: 1,
      revision: 9,
      scene: [{ notes: { ...cell, height: 160, places, notes: [c] } }],
    });
    expect(mirror.scene?.cell(cell)?.notes.map(({ id, block }) => [id, block.rect.x])).toEqual([
      ['c', 16],
      ['a', 160],
    ]);
    expect(mirror.scene?.note('b')).toBeUndefined();
    expect(mirror.scene?.note('a')?.note.block.shapes).toBe(before?.block.shapes);
    expect(mirror.scene?.note('a')?.note.block.rect).toEqual({ x: 160, y: 16, w: 128, h: 128 });
  });

  it('drops cells of rows that are gone and follows rows that grow', async () => {
    const { mirror } = await loaded();
    const scene = sampleScene();
    const [sheet] = scene.sheets;
    if (!sheet) throw new Error('the sample has a sheet');
    const rows = [{ id: 'r2', y: 324, h: 160 }];
    mirror.receive({
      epoch: 1,
      revision: 8,
      scene: [{ rows: { sheet: 'sheet', rect: { ...sheet.rect, h: 484 }, rows } }],
    });
    expect(mirror.scene && cellRect(mirror.scene, { step: 's1', row: 'r2' })).toEqual({
      x: 272,
      y: 424,
      w: 304,
      h: 160,
    });
    mirror.receive({ epoch: 1, revision: 9, scene: [{ sheets: [{ ...sheet, rows: sheet.rows.slice(1) }] }] });
    expect(mirror.scene?.note('a')).toBeUndefined();
    expect(mirror.scene?.cell({ step: 's1', row: 'r1' })).toBeUndefined();
  });
});

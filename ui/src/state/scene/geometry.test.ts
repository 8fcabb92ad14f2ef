import { describe, expect, it } from 'vitest';
import { cellAt, dropTarget, insertionIndex, noteAt } from './geometry';
import { sampleScene } from '../samples/sample';
import { SceneMirror } from './scene-mirror';

const nobody = new Set<string>();

describe('what is under a point', () => {
  const scene = new SceneMirror(sampleScene());

  it('is the note, and the cell around it', () => {
    expect(noteAt(scene, { x: 300, y: 200 })?.id).toBe('a');
    expect(noteAt(scene, { x: 280, y: 170 })).toBeNull();
    expect(cellAt(scene, { x: 280, y: 170 })).toEqual({ step: 's1', row: 'r1' });
  });

  it('is an empty cell where nobody wrote yet, and nothing beside the grid', () => {
    expect(cellAt(scene, { x: 700, y: 400 })).toEqual({ step: 's2', row: 'r2' });
    expect(cellAt(scene, { x: 100, y: 200 })).toBeNull();
    expect(cellAt(scene, { x: 300, y: 110 })).toBeNull();
  });
});

describe('where a dropped note goes', () => {
  const scene = new SceneMirror(sampleScene());

  it.each([
    ['left of the first', { x: 290, y: 200 }, null],
    ['right of the first note’s middle', { x: 400, y: 200 }, 'a'],
    ['behind the last', { x: 560, y: 200 }, 'b'],
    ['below them all', { x: 300, y: 320 }, 'b'],
    ['above them all', { x: 500, y: 166 }, null],
  ])('%s', (_, point, after) => {
    expect(dropTarget(scene, point, nobody)).toMatchObject({ cell: { step: 's1', row: 'r1' }, after });
  });

  it('does not count the notes in the hand', () => {
    expect(dropTarget(scene, { x: 560, y: 200 }, new Set(['b']))?.after).toBe('a');
    expect(dropTarget(scene, { x: 400, y: 200 }, new Set(['a']))?.after).toBeNull();
  });

  it('is the beginning of an empty cell, and nowhere outside the cells', () => {
    expect(dropTarget(scene, { x: 700, y: 400 }, nobody)).toMatchObject({
      cell: { step: 's2', row: 'r2' },
      after: null,
    });
    expect(dropTarget(scene, { x: 10, y: 10 }, nobody)).toBeNull();
  });

  it('reads shelves line by line, with notes of different heights', () => {
    const rects = [
      { x: 16, y: 16, w: 128, h: 128 },
      { x: 160, y: 16, w: 128, h: 208 },
      { x: 16, y: 240, w: 272, h: 128 },
    ];
    expect(insertionIndex(rects, { x: 100, y: 190 })).toBe(1);
    expect(insertionIndex(rects, { x: 20, y: 100 })).toBe(0);
    expect(insertionIndex(rects, { x: 280, y: 100 })).toBe(2);
    expect(insertionIndex(rects, { x: 20, y: 232 })).toBe(2);
    expect(insertionIndex(rects, { x: 280, y: 300 })).toBe(3);
  });
});

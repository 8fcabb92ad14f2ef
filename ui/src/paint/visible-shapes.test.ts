import { describe, expect, it } from 'vitest';
import type { NoteId } from '../gen/board';
import type { Rect, Scene } from '../gen/scene';
import { cellScene, noteScene, sampleScene } from '../state/samples/sample';
import { SceneMirror } from '../state/scene/scene-mirror';
import { type VisibleShapes, firstAfter, isSame, visibleShapes, spanningCells } from './visible-shapes';

const WHOLE: Rect = { x: 0, y: 0, w: 944, h: 700 };
const NOBODY: ReadonlySet<NoteId> = new Set();

function seen(scene: Scene, part: Rect, hidden = NOBODY): VisibleShapes {
  const mirror = new SceneMirror(scene);
  return visibleShapes(mirror, part, hidden, spanningCells(mirror));
}

function notesOf({ things }: VisibleShapes): string[] {
  return things.flatMap((thing) => (typeof thing === 'object' && 'id' in thing ? [thing.id] : []));
}

/** The sample with more notes: one of them spans both steps. */
function spanningScene(): Scene {
  const scene = sampleScene();
  const wide = noteScene('wide', { x: 16, y: 16, w: 560, h: 96 });
  scene.cells = [...scene.cells, cellScene('s1', 'r2', [wide])];
  return scene;
}

describe('what lies in a part of the board', () => {
  it('is every lane from below and every note above it', () => {
    const { things, places } = seen(sampleScene(), WHOLE);
    expect(things.indexOf('rowEven')).toBe(0);
    expect(things).toContain('rowOdd');
    expect(notesOf({ things, places })).toEqual(['a', 'b']);
    // The first lane begins at the sheet's left edge, below its band.
    expect(places.slice(0, 4)).toEqual([64, 164, 816, 160]);
    expect(places).toHaveLength(4 * things.length);
  });

  it('leaves out what is not there, and what is in the hand', () => {
    const left = { x: 272, y: 164, w: 150, h: 160 };
    expect(notesOf(seen(sampleScene(), left))).toEqual(['a']);
    expect(notesOf(seen(sampleScene(), { x: 600, y: 164, w: 200, h: 160 }))).toEqual([]);
    expect(notesOf(seen(sampleScene(), WHOLE, new Set(['a'])))).toEqual(['b']);
  });

  it('has a note that reaches in from a column further left', () => {
    const right = { x: 700, y: 330, w: 100, h: 100 };
    expect(notesOf(seen(spanningScene(), right))).toEqual(['wide']);
    expect(notesOf(seen(spanningScene(), WHOLE))).toEqual(['a', 'b', 'wide']);
  });

  it('has the shadow of a note just outside', () => {
    // Note b ends at y = 308; its shadow reaches 2 units further.
    expect(notesOf(seen(sampleScene(), { x: 440, y: 309, w: 50, h: 50 }))).toEqual(['b']);
  });

  it('is the same while nothing in it changed, whatever happens elsewhere', () => {
    const scene = sampleScene();
    const mirror = new SceneMirror(scene);
    const look = (part: Rect): VisibleShapes => visibleShapes(mirror, part, NOBODY, spanningCells(mirror));
    const upper = { x: 64, y: 164, w: 400, h: 150 };
    const lower = { x: 64, y: 340, w: 400, h: 100 };
    const before = [look(upper), look(lower)] as const;
    mirror.apply([{ cell: cellScene('s1', 'r2', [noteScene('c', { x: 16, y: 16, w: 128, h: 128 })]) }]);
    expect(isSame(look(upper), before[0])).toBe(true);
    expect(isSame(look(lower), before[1])).toBe(false);
    expect(isSame(before[0], before[1])).toBe(false);
  });
});

describe('columns', () => {
  const columns = [0, 10, 20, 30].map((x) => ({ x, w: 10 }));

  it.each([
    [-5, 0],
    [0, 0],
    [9.9, 0],
    [10, 1],
    [25, 2],
    [40, 4],
  ])('after %d begin with number %d', (from, first) => {
    expect(firstAfter(columns, from)).toBe(first);
  });
});

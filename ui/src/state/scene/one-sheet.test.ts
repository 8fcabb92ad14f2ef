import { describe, expect, it } from 'vitest';
import { cellRect, noteAt, noteRect } from './geometry';
import { cellScene, noteScene, sampleScene } from '../samples/sample';
import { twoSheetScene } from '../samples/sample-sheets';
import { SceneMirror } from './scene-mirror';

function shown(sheet: string): SceneMirror {
  const mirror = new SceneMirror(twoSheetScene());
  mirror.show(sheet);
  return mirror;
}

describe('the wall shows one sheet', () => {
  it('below the header, with parking lot and legend right below it', () => {
    const { current } = shown('sheet');
    expect(current.sheets.map(({ id }) => id)).toEqual(['sheet']);
    // 32 units below the sheet, as they lie below the last one in the whole scene.
    expect(current.parking.block.rect.y).toBe(100 + 384 + 32);
    expect(current.legend.rect.y).toBe(100 + 384 + 240);
    expect(current.height).toBe(1340 - 528);
    // As wide as this sheet, not as the widest.
    expect(current.width).toBe(944);
    const other = shown('other').current;
    expect(other.sheets[0]?.rect).toEqual({ x: 64, y: 100, w: 1120, h: 464 });
    expect(other.parking.block.rect.y).toBe(100 + 464 + 32);
    expect(other.width).toBe(1248);
  });

  it('as it is on a board that has no other', () => {
    const scene = sampleScene();
    expect(new SceneMirror(scene).current).toBe(scene);
  });

  it('and finds nothing of the others at their places', () => {
    const mirror = shown('other');
    expect(cellRect(mirror, { step: 's1', row: 'r1' })).toBeNull();
    expect(noteRect(mirror, 'a')).toBeNull();
    expect(mirror.note('a')).toBeDefined();
    expect(noteRect(mirror, 'c')).toEqual({ x: 64 + 208 + 304 + 16, y: 100 + 64 + 16, w: 128, h: 128 });
    expect(noteAt(mirror, { x: 600, y: 190 })?.id).toBe('c');
    expect(noteAt(mirror, { x: 90, y: 100 + 464 + 32 + 60 })?.id).toBe('z');
  });

  it('and follows changes of the sheets that are not shown', () => {
    const mirror = shown('sheet');
    mirror.apply([{ cell: cellScene('t1', 'q1', [noteScene('d', { x: 16, y: 16, w: 128, h: 128 })]) }]);
    expect(noteRect(mirror, 'd')).toBeNull();
    mirror.show('other');
    expect(noteRect(mirror, 'd')).toEqual({ x: 64 + 208 + 16, y: 180, w: 128, h: 128 });
  });

  it('and the one that takes its place when it is deleted', () => {
    const mirror = shown('other');
    mirror.apply([{ sheets: twoSheetScene().sheets.slice(0, 1) }]);
    expect(mirror.sheet).toBe('sheet');
    expect(mirror.note('c')).toBeUndefined();
  });
});

describe('points of the whole scene, which all screens share', () => {
  it.each([
    ['sheet', 'in the header', { x: 70, y: 70 }, { x: 70, y: 70 }],
    ['sheet', 'on the sheet', { x: 300, y: 200 }, { x: 300, y: 200 }],
    ['other', 'on the second sheet', { x: 300, y: 200 }, { x: 300, y: 648 }],
    ['sheet', 'in the parking lot', { x: 90, y: 560 }, { x: 90, y: 1088 }],
    ['other', 'in the parking lot', { x: 90, y: 640 }, { x: 90, y: 1088 }],
  ])('on %s %s are found there and back', (sheet, _, wall, whole) => {
    expect(shown(sheet).toWhole(wall)).toEqual(whole);
    expect(shown(sheet).fromWhole(whole)).toEqual(wall);
  });

  it('are nowhere on a sheet that is not shown', () => {
    expect(shown('sheet').fromWhole({ x: 300, y: 648 })).toBeNull();
    expect(shown('other').fromWhole({ x: 300, y: 200 })).toBeNull();
  });
});

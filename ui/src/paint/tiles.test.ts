import { describe, expect, it } from 'vitest';
import type { Surface } from './surface';
import { SIDE, Tiles, bucket, fromMiddle, onBoard, partOf, spanOf } from './tiles';

const ROOM_FOR_THREE = 3 * SIDE * SIDE * 4;

function tiles(): { tiles: Tiles; made: Surface[] } {
  const made: Surface[] = [];
  const blank = (): Surface => {
    const surface = {} as Surface;
    made.push(surface);
    return surface;
  };
  return { tiles: new Tiles(ROOM_FOR_THREE, blank), made };
}

describe('tiles', () => {
  it('cover a window wherever it is', () => {
    expect(spanOf(0, 0, SIDE, SIDE)).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
    expect(spanOf(-1, SIDE - 1, 2, 2)).toEqual({ left: -1, top: 0, right: 1, bottom: 2 });
  });

  it('are only where the board is', () => {
    expect(onBoard({ left: -3, top: 0, right: 9, bottom: 1 }, 2 * SIDE + 1, SIDE)).toEqual({
      left: 0,
      top: 0,
      right: 3,
      bottom: 1,
    });
  });

  it('show the same part of the board as their pixels say', () => {
    expect(partOf({ scale: 0.5, column: 2, row: 1 })).toEqual({ x: 2048, y: 1024, w: 1024, h: 1024 });
  });

  it.each([
    [0, 1, [0]],
    [3, 5, [4, 3]],
    [-1, 3, [1, 0, 2, -1]],
    [0, 5, [2, 1, 3, 0, 4]],
  ])('from %d to %d come from the middle on, each once', (from, to, expected) => {
    expect(expected.map((_, n) => fromMiddle(from, to, n))).toEqual(expected);
  });

  it('are found by scale and place', () => {
    const { tiles: kept } = tiles();
    const tile = kept.add(0.5, 3, 4, 1);
    expect(kept.find(0.5, 3, 4)).toBe(tile);
    expect(kept.find(0.5, 4, 3)).toBeUndefined();
    expect(kept.find(0.25, 3, 4)).toBeUndefined();
  });

  it('give the surface of the one shown longest ago to the next', () => {
    const { tiles: kept, made } = tiles();
    const [first] = [kept.add(1, 0, 0, 1), kept.add(1, 1, 0, 1), kept.add(1, 2, 0, 1)];
    kept.show(first, 2);
    const fourth = kept.add(1, 3, 0, 2);
    expect(made).toHaveLength(3);
    expect(fourth.surface).toBe(made[1]);
    expect(kept.find(1, 1, 0)).toBeUndefined();
    expect(kept.find(1, 0, 0)).toBe(first);
  });

  it('of the frame being painted are never taken, however large the window', () => {
    const { tiles: kept } = tiles();
    for (let column = 0; column < 5; column += 1) kept.add(1, column, 0, 7);
    expect(kept.count).toBe(5);
    for (let column = 0; column < 5; column += 1) expect(kept.find(1, column, 0)).toBeDefined();
  });
});

describe('scales of a moving wall', () => {
  it.each([
    [1, 1],
    [0.75, 1],
    [0.7, 0.5],
    [1.4, 1],
    [1.5, 2],
    [0.13, 0.125],
  ])('near %d are %d', (scale, expected) => {
    expect(bucket(scale)).toBe(expected);
  });
});

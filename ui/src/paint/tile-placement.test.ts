import { expect, test } from 'vitest';
import { boxesBeside } from './tile-placement';

const area = (boxes: readonly { w: number; h: number }[]): number =>
  boxes.reduce((sum, { w, h }) => sum + w * h, 0);

test('what lies beside a box and the box itself fill the window once', () => {
  expect(area(boxesBeside(100, 80, { x: 10, y: 20, w: 30, h: 40 }))).toBe(100 * 80 - 30 * 40);
  expect(boxesBeside(100, 80, { x: -5, y: -5, w: 200, h: 200 })).toEqual([]);
  expect(boxesBeside(100, 80, { x: -50, y: 30, w: 100, h: 500 })).toEqual([
    { x: 0, y: 0, w: 100, h: 30 },
    { x: 50, y: 30, w: 50, h: 50 },
  ]);
});

test('a box that is empty or out of sight leaves the whole window free', () => {
  expect(area(boxesBeside(100, 80, { x: 40, y: 10, w: 0, h: 0 }))).toBe(100 * 80);
  expect(area(boxesBeside(100, 80, { x: -300, y: 10, w: 100, h: 20 }))).toBe(100 * 80);
  expect(area(boxesBeside(100, 80, { x: 300, y: 200, w: 100, h: 20 }))).toBe(100 * 80);
});

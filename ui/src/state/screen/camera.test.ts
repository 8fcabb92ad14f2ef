import { describe, expect, it } from 'vitest';
import {
  ZOOM_LEAST,
  ZOOM_MOST,
  fitted,
  kept,
  panned,
  rectToScreen,
  revealed,
  toBoard,
  toScreen,
  zoomedAt,
} from './camera';

const camera = { x: 100, y: 50, zoom: 0.5 };
const size = { w: 800, h: 600 };

describe('the camera', () => {
  it('maps points there and back', () => {
    expect(toScreen(camera, { x: 300, y: 150 })).toEqual({ x: 100, y: 50 });
    expect(toBoard(camera, { x: 100, y: 50 })).toEqual({ x: 300, y: 150 });
  });

  it('keeps the point under the pointer while zooming', () => {
    const at = { x: 321, y: 123 };
    const before = toBoard(camera, at);
    const after = toBoard(zoomedAt(camera, at, 1.7), at);
    expect(after.x).toBeCloseTo(before.x);
    expect(after.y).toBeCloseTo(before.y);
  });

  it('zooms neither out of sight nor into the grain', () => {
    expect(zoomedAt(camera, { x: 0, y: 0 }, 0).zoom).toBe(ZOOM_LEAST);
    expect(zoomedAt(camera, { x: 0, y: 0 }, 99).zoom).toBe(ZOOM_MOST);
  });

  it('moves the wall with the hand', () => {
    const moved = panned(camera, 10, -20);
    expect(toScreen(moved, { x: 300, y: 150 })).toEqual({ x: 110, y: 30 });
  });

  it('shows all of a rectangle, in the middle', () => {
    const whole = { x: 0, y: 0, w: 4000, h: 1000 };
    const shown = rectToScreen(fitted(whole, size, 20), whole);
    expect(shown.x).toBeCloseTo(20);
    expect(shown.w).toBeCloseTo(760);
    expect(shown.y + shown.h / 2).toBeCloseTo(300);
  });

  it('does not enlarge what fits', () => {
    expect(fitted({ x: 0, y: 0, w: 100, h: 100 }, size, 20).zoom).toBe(1);
  });

  it('never loses the board', () => {
    const board = { w: 1000, h: 800 };
    const lost = kept({ x: 1e6, y: -1e6, zoom: 1 }, board, size);
    const shown = rectToScreen(lost, { x: 0, y: 0, ...board });
    expect(shown.x + shown.w).toBeGreaterThanOrEqual(119);
    expect(shown.y).toBeLessThanOrEqual(size.h - 119);
  });

  it('pans as little as brings a rectangle beside what covers it', () => {
    const insets = { left: 200, top: 60, right: 0, bottom: 40 };
    const full = { x: 0, y: 0, zoom: 1 };
    const rect = { x: 100, y: 100, w: 128, h: 128 };
    expect(rectToScreen(revealed(full, rect, size, insets), rect)).toEqual({
      x: 200,
      y: 100,
      w: 128,
      h: 128,
    });
    const inSight = { ...rect, x: 300 };
    expect(revealed(full, inSight, size, insets)).toBe(full);
  });

  it.each([
    ['stays where it fills the room', -100, 0],
    ['comes in from below as far as there is room', 500, 440],
    ['comes back from above until its end is at the lower edge', -800, -360],
  ])('what is larger than the room %s', (_, y, by) => {
    const insets = { left: 0, top: 60, right: 0, bottom: 40 };
    const full = { x: 0, y: 0, zoom: 1 };
    expect(revealed(full, { x: 0, y, w: 100, h: 1000 }, size, insets).y).toBe(by);
  });
});

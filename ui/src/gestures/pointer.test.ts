import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { wallOver } from '../state/samples/sample-wall';
import type { Wall } from '../state/wall';
import { Pointers, type Press } from './pointer';

const touch = (pointerId: number, timeStamp = 0): Press => ({
  pointerId,
  pointerType: 'touch',
  button: 0,
  timeStamp,
  clientX: 0,
  clientY: 0,
  altKey: false,
  ctrlKey: false,
  shiftKey: false,
});

describe('two fingers', () => {
  let wall: Wall;
  let pointers: Pointers;

  beforeEach(() => {
    vi.useFakeTimers();
    wall = wallOver(() => ({ send: () => undefined, close: () => undefined }));
    wall.viewport.resize({ w: 800, h: 600 });
    wall.viewport.hold({ w: 4000, h: 4000 });
    wall.viewport.zoomTo(1);
    pointers = new Pointers(wall);
  });
  afterEach(() => void vi.useRealTimers());

  it('zoom from any combination: one on the wall, the other on what lies above it', () => {
    for (const isFirstOnWall of [true, false]) {
      const before = wall.viewport.camera.zoom;
      const [one, other] = isFirstOnWall ? ['down', 'beside'] : ['beside', 'down'];
      pointers[one as 'down' | 'beside'](touch(1), { x: 300, y: 300 });
      pointers[other as 'down' | 'beside'](touch(2), { x: 400, y: 300 });
      pointers.move(touch(2), { x: 500, y: 300 });
      expect(wall.viewport.camera.zoom).toBeCloseTo(before * 2);
      pointers.up(touch(1), { x: 300, y: 300 });
      pointers.up(touch(2), { x: 500, y: 300 });
      expect(pointers.touching).toBe(0);
    }
  });

  it('leave the wall to the one that stays', () => {
    pointers.down(touch(1), { x: 300, y: 300 });
    pointers.down(touch(2), { x: 400, y: 300 });
    pointers.up(touch(2), { x: 400, y: 300 });
    const before = wall.viewport.camera;
    pointers.move(touch(1), { x: 340, y: 310 });
    expect(wall.viewport.camera.x).toBeCloseTo(before.x - 40 / before.zoom);
    expect(wall.viewport.camera.y).toBeCloseTo(before.y - 10 / before.zoom);
  });

  it('do nothing above the wall alone when one of them is taken away by the system', () => {
    pointers.beside(touch(1), { x: 300, y: 300 });
    const before = wall.viewport.camera;
    pointers.move(touch(1), { x: 360, y: 300 });
    pointers.lose(1);
    expect(wall.viewport.camera).toEqual(before);
    expect(pointers.touching).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { pinchIn, wheelOf } from './touchpad';

describe('two fingers on a touchpad', () => {
  it('are told apart from everything else the shell says', () => {
    expect(pinchIn('{"pinch":{"scale":1.5,"x":10.0,"y":20.5}}')).toEqual({ scale: 1.5, x: 10, y: 20.5 });
    expect(pinchIn('{"menu":"pinch"}')).toBeNull();
    expect(pinchIn('{"patch":{"pinch":1}}')).toBeNull();
  });

  it('are a wheel with Ctrl where the fingers are, whose turns add up as the scales multiply', () => {
    const turn = (scale: number): number => wheelOf({ scale, x: 10, y: 20 }).deltaY ?? NaN;
    expect(wheelOf({ scale: 2, x: 10, y: 20 })).toMatchObject({ ctrlKey: true, clientX: 10, clientY: 20 });
    expect(turn(2)).toBeLessThan(0);
    expect(turn(1.5) + turn(2)).toBeCloseTo(turn(3));
    expect(turn(0.5)).toBeCloseTo(-turn(2));
  });
});

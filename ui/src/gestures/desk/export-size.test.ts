import { describe, expect, it } from 'vitest';
import { hasLook, hasPixels, pixelSize } from './export-size';

describe('the size of an exported picture', () => {
  const scene = { width: 1856, height: 6001 };

  it('is the board’s, times the scale', () => {
    expect(pixelSize(scene, 2, 'png')).toEqual({ width: 3712, height: 12002, limit: null });
  });

  it('ends where the format ends', () => {
    expect(pixelSize(scene, 3, 'webp').limit).toBe(16_383);
    expect(pixelSize(scene, 3, 'png').limit).toBeNull();
    expect(pixelSize({ width: 40_000, height: 10 }, 2, 'jpg').limit).toBe(65_535);
  });

  it('is no matter for drawings and tables', () => {
    expect(['png', 'jpg', 'webp', 'svg', 'csv', 'json', 'txt'].map((it) => hasPixels(it as 'png'))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(hasLook('svg') && !hasLook('csv')).toBe(true);
  });
});

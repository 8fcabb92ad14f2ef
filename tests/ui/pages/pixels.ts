/** Pictures as people see them: how far two are apart, tile by tile. */
import type { Page } from '@playwright/test';

/** Pixels as red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** How far apart a tile of two pictures is, in mean ΔE76 of its pixels; where it is in the first. */
export interface TileDifference {
  readonly x: number;
  readonly y: number;
  readonly mean: number;
}

/** Decodes a PNG with the browser's own decoder. */
export async function decoded(page: Page, png: Buffer): Promise<Pixels> {
  const { width, height, text } = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    const ink = canvas.getContext('2d');
    if (ink === null) throw new Error('no canvas');
    ink.drawImage(bitmap, 0, 0);
    const { data } = ink.getImageData(0, 0, bitmap.width, bitmap.height);
    const parts: string[] = [];
    for (let from = 0; from < data.length; from += 32_768) {
      parts.push(String.fromCharCode(...data.subarray(from, from + 32_768)));
    }
    return { width: bitmap.width, height: bitmap.height, text: btoa(parts.join('')) };
  }, png.toString('base64'));
  return { width, height, bytes: new Uint8Array(Buffer.from(text, 'base64')) };
}

/** Compares `shown` with `expected`, whose left top corner is at (left, top) of `shown`, where both have pixels. */
export function differences(
  shown: Pixels,
  expected: Pixels,
  left: number,
  top: number,
  side: number,
): TileDifference[] {
  const found: TileDifference[] = [];
  for (let y = Math.max(0, top); y + side <= Math.min(shown.height, top + expected.height); y += side) {
    for (let x = Math.max(0, left); x + side <= Math.min(shown.width, left + expected.width); x += side) {
      let sum = 0;
      for (let down = y; down < y + side; down += 1) {
        for (let across = x; across < x + side; across += 1) {
          sum += apart(labAt(shown, across, down), labAt(expected, across - left, down - top));
        }
      }
      found.push({ x, y, mean: sum / (side * side) });
    }
  }
  return found;
}

type Lab = readonly [number, number, number];

/** CIE 1976: the straight distance in L*a*b*. */
export function apart(one: Lab, other: Lab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

function labAt({ width, bytes }: Pixels, x: number, y: number): Lab {
  const at = 4 * (y * width + x);
  return labOf(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
}

const known = new Map<number, Lab>();

/** sRGB (IEC 61966-2-1) to L*a*b* under D65. */
export function labOf(red: number, green: number, blue: number): Lab {
  const key = (red << 16) | (green << 8) | blue;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [r, g, b] = [linear(red), linear(green), linear(blue)] as const;
  const x = curved((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = curved(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = curved((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  const lab = [116 * y - 16, 500 * (x - y), 200 * (y - z)] as const;
  known.set(key, lab);
  return lab;
}

function linear(byte: number): number {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function curved(part: number): number {
  return part > (6 / 29) ** 3 ? Math.cbrt(part) : part / (3 * (6 / 29) ** 2) + 4 / 29;
}

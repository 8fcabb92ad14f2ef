/** Pixel snapping: edges on whole device pixels, by the rules that pictures have too. */
import type { Points } from './curve';

/** The nearest whole pixel; halves go up, in every tile alike. */
export function snap(pixels: number): number {
  return Math.floor(pixels + 0.5);
}

/** A line of pixels; a level or upright one is moved so that its edges are sharp. */
export function snapLine(points: Points, thick: number): { placed: Points; isStraight: boolean } {
  const [first] = points;
  const isLevel = points.every(([, y]) => y === first?.[1]);
  const isUpright = points.every(([x]) => x === first?.[0]);
  const centre = (middle: number): number => snap(middle - thick / 2) + thick / 2;
  const placed = points.map(([x, y]): readonly [number, number] => [
    isUpright && !isLevel ? centre(x) : x,
    isLevel ? centre(y) : y,
  ]);
  return { placed, isStraight: isLevel || isUpright };
}

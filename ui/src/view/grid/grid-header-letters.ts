/** Where the letters of a header stand, for the field over it. */
import { LINE_HEIGHTS } from '../../gen/measures';
import type { PlacedHeader, GridHeader } from '../../state/scene/grid-headers';

/** Letters of a label, and those under which phones magnify the whole page; CSS pixels. */
const LABEL = 12;
const PHONE_LETTERS = 16;

/** Part of the letters' size from the middle of a line down to where letters stand: Inter's own figures. */
const BASELINE = 0.364;

/** Where a header's own letters begin, and how large they are, in CSS pixels. */
export function lettersOf(
  header: GridHeader,
  { block, isLabelled }: PlacedHeader,
  zoom: number,
): { size: number; line: number; pad: number; top: number } {
  const run = block.shapes.flatMap((shape) => ('run' in shape ? [shape.run] : []))[0];
  const units = run?.size ?? ('stage' in header ? 20 : 'row' in header ? 16 : 14);
  const least = matchMedia('(pointer: coarse)').matches ? PHONE_LETTERS : 0;
  const size = Math.max(isLabelled ? LABEL : units * zoom, least);
  const line = (size * (LINE_HEIGHTS[units] ?? units * 1.4)) / units;
  if (isLabelled) return { size, line, pad: 8, top: 2 };
  const standing = run === undefined ? null : (run.y / 64) * zoom - line / 2 - size * BASELINE;
  return { size, line, pad: 16 * zoom, top: Math.max(0, standing ?? 8 * zoom) };
}

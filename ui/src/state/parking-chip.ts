/** The place above the tools where carried notes are let go to be parked, in CSS pixels of the wall. */
import type { Rect } from '../gen/scene';
import type { Size } from './camera';

const WIDTH = 240;
const HEIGHT = 56;

/** Height of the tools and the room around them; in narrow windows the sheets' tabs stand above the tools. */
const ABOVE = 72;
const ABOVE_TABS = 128;
const NARROW = 1160;

export function parkingChip(size: Size): Rect {
  const w = Math.min(WIDTH, size.w - 32);
  const above = size.w > NARROW ? ABOVE : ABOVE_TABS;
  return { x: Math.round((size.w - w) / 2), y: size.h - above - HEIGHT, w, h: HEIGHT };
}

/** The place above the tools where carried notes are let go to be parked, in CSS pixels of the wall. */
import type { Rect } from '../../gen/scene';
import type { Size } from './camera';

const WIDTH = 240;
const HEIGHT = 56;
const ABOVE = 8;

/** `tools`: what the tools at the lower edge take. */
export function parkingChip(size: Size, tools: number): Rect {
  const w = Math.min(WIDTH, size.w - 32);
  return { x: Math.round((size.w - w) / 2), y: size.h - tools - ABOVE - HEIGHT, w, h: HEIGHT };
}

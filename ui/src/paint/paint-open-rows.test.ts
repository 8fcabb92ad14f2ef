import { expect, it } from 'vitest';
import { PALETTE } from '../gen/palette';
import type { Paint } from '../gen/scene';
import { VEIL } from './paint-open-rows';

type Look = 'light' | 'dark';

function parts(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** A colour under the veil. */
function veiled(paint: Paint, look: Look): number[] {
  const ground = parts(PALETTE.ground[look]);
  return parts(PALETTE[paint][look]).map((part, at) => (1 - VEIL) * part + VEIL * (ground[at] ?? 0));
}

/** Relative luminance and contrast, WCAG 2.2. */
function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const NO_PAPER: readonly string[] = ['noteInk', 'noteInkSoft', 'noteEdge'];
const PAPERS = (Object.keys(PALETTE) as Paint[]).filter(
  (paint) => paint.startsWith('note') && !NO_PAPER.includes(paint),
);

it.each(['light', 'dark'] as const)('notes of rows that are not open can be read, %s', (look) => {
  expect(PAPERS.length).toBeGreaterThan(5);
  for (const paper of PAPERS)
    expect([paper, contrast(veiled('noteInk', look), veiled(paper, look)) >= 4.5]).toEqual([paper, true]);
});

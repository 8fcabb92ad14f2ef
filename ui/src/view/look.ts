/** Light or dark, as the system asks; the palette becomes the page's custom properties. */
import { PALETTE } from '../gen/palette';
import type { Look } from '../paint/pen';
import { Topic } from '../state/topic';

const darkness = matchMedia('(prefers-color-scheme: dark)');

/** Touched when the system changes its look. */
export const lookChanged = new Topic();

export function look(): Look {
  return darkness.matches ? 'dark' : 'light';
}

/** Sharper than two device pixels nobody sees, and phones run out of canvas memory. */
const MOST_DENSITY = 2;

/** Device pixels that the wall is painted with for a CSS pixel. */
export function density(): number {
  return Math.min(devicePixelRatio, MOST_DENSITY);
}

/** Words that take something away: 4.5:1 and more on the ground of each look. */
const GRAVE: Readonly<Record<Look, string>> = { light: '#b3261e', dark: '#ff8a80' };

/** Gives style sheets the colours that the wall is painted with. */
export function applyLook(): void {
  const { style } = document.documentElement;
  style.setProperty('--grave', GRAVE[look()]);
  for (const [paint, colours] of Object.entries(PALETTE)) style.setProperty(`--${paint}`, colours[look()]);
}

darkness.addEventListener('change', () => {
  applyLook();
  lookChanged.touch();
});

/** Colours of people: white letters on them keep 4.5:1, and they keep 3:1 on the ground of both looks. */
const COLOURS = [
  '#4f63e0',
  '#c2410c',
  '#0f766e',
  '#b83280',
  '#8a6100',
  '#2f7d32',
  '#7c4dcc',
  '#2274a5',
] as const;

/** Letters on them. */
export const ON_PERSON = '#fff';

export function personColour(number: number): string {
  return COLOURS[number % COLOURS.length] ?? COLOURS[0];
}

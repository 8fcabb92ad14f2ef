import type { Colour } from '../../gen/board';

/** The paper of a kind's colour, as style sheets take it; grey for a kind that is not known here. */
export function paperOf(colour: Colour | undefined): string {
  const name = colour ?? 'grey';
  return `var(--note${name.slice(0, 1).toUpperCase()}${name.slice(1)})`;
}

import type { Colour } from '../../gen/board';

/** The custom property that holds the colour of a kind's paper; grey for a kind that is not known here. */
export function paperOf(colour: Colour | undefined): string {
  return colour === undefined ? '--noteGrey' : `--note${colour[0]?.toUpperCase()}${colour.slice(1)}`;
}

/** How many avatars stand beside each other along the upper edge. */

/** CSS pixels of a avatar, of all else that stands there, and of a panel at the right. */
const AVATAR = 36;
const ELSE = 880;
const PANEL = 360;

/** Fewest and most avatars beside each other; narrow windows have a number only. */
const LEAST = 3;
const MOST = 12;

/** How many of so many others are shown in a window of that width; the button for the rest takes a avatar's place. */
export function avatarsShown(others: number, width: number, hasPanel: boolean): number {
  const left = width - (hasPanel ? PANEL : 0) - ELSE;
  const room = Math.max(LEAST, Math.min(MOST, Math.floor(left / AVATAR)));
  return others > room ? room - 1 : others;
}

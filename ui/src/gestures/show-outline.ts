import type { Wall } from '../state/wall';

/** The board as a table, or as a wall again. What is picked stays picked. */
export function toggleOutline(wall: Wall): void {
  wall.chrome.showOutline(!wall.chrome.isOutline);
}

import { tick } from 'svelte';
import type { Desk } from '../../state/desk';
import { leaveField } from './leave-field';

/** From a board back to the start screen, once the last letters are on the board. */
export async function goHome(desk: Desk): Promise<void> {
  const { wall } = desk;
  if (desk.greeting === null || wall === null) return;
  leaveField();
  await tick();
  await wall.lastWords.arrived();
  await desk.home();
}

import type { Desk } from '../../state/desk';
import { leaveField } from './leave-field';

/** From a board back to the start screen. */
export async function goHome(desk: Desk): Promise<void> {
  if (desk.greeting === null || desk.wall === null) return;
  leaveField();
  await desk.home();
}

import { tick } from 'svelte';
import type { Desk } from '../../state/desk';
import type { Wall } from '../../state/wall';
import { leaveField } from './leave-field';

/** Whether others would be disconnected if this board were left. */
export function hostsOthers({ session, company }: Wall): boolean {
  return session.peerState === 'hosting' && company.all.some(({ isHere, isMe }) => isHere && !isMe);
}

/**
 * From a board back to the start screen, once the last letters are on the board. Asks first where others would be
 * disconnected by that, unless they said so: then it only shows the question.
 */
export async function goHome(desk: Desk, isSure = false): Promise<void> {
  const { wall } = desk;
  if (desk.greeting === null || wall === null) return;
  leaveField();
  if (!isSure && hostsOthers(wall)) {
    wall.chrome.showDialog('leave');
    return;
  }
  await tick();
  await wall.lastWords.arrived();
  await desk.home();
}

import { tick } from 'svelte';
import type { Desk } from '../../state/desk/desk';
import type { Wall } from '../../state/wall';
import { leaveField } from './leave-field';

/**
 * Whether guests would be disconnected if this board were left. Where another computer with the app is in the session,
 * it takes over, and guests go along to it.
 */
function endsForGuests({ session, participants }: Wall): boolean {
  const others = participants.all.filter(({ isHere, isMe }) => isHere && !isMe);
  return session.peerState === 'hosting' && others.length > 0 && others.every(({ isGuest }) => isGuest);
}

/** Asks before a board is left whose guests would be disconnected by that. Tells whether it asks. */
export function asksToLeave(wall: Wall): boolean {
  const isAsking = endsForGuests(wall);
  if (isAsking) wall.chrome.showDialog('leave');
  return isAsking;
}

/**
 * From a board back to the start screen, once the last letters are on the board. Asks first where others would be
 * disconnected by that, unless they said so: then it only shows the question.
 */
export async function goHome(desk: Desk, isSure = false): Promise<void> {
  const { wall } = desk;
  if (desk.greeting === null || wall === null) return;
  leaveField();
  if (!isSure && asksToLeave(wall)) return;
  await tick();
  await wall.pendingTyping.arrived();
  await desk.home();
}

/** What a person may see of the session: the ticket and who is here, and where others point. */
import type { Wall } from '../state/wall';
import { SESSION } from '../text/session';

/** Whether there is something to show: others can be let in, or are here. */
export function hasSession(wall: Wall): boolean {
  return mayLetIn(wall) || wall.participants.isShared || wall.participants.others.length > 0;
}

/** Facilitators at the machine of the board let others in. */
export function mayLetIn(wall: Wall): boolean {
  return wall.isAtDesk && wall.session.mayEditGrid;
}

export function openSession(wall: Wall): void {
  if (hasSession(wall)) wall.chrome.showDialog('session');
}

/** Shows the cursors of others, or hides them on this screen. */
export function toggleCursors(wall: Wall): void {
  const isShown = !wall.settings.showCursors;
  wall.settings.set({ showCursors: isShown });
  wall.announcer.say(isShown ? SESSION.cursorsShown : SESSION.cursorsHidden);
}

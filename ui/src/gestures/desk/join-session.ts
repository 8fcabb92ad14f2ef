import type { Code } from '../../link/error-codes';
import { Refused } from '../../link/conversation';
import type { Desk } from '../../state/desk/desk';
import { leaveField } from './leave-field';

/** Joins the session of a ticket, under a name unless it was said already, through a relay if one is chosen. Resolves with the code of why not, or `null`. */
export async function joinSession(
  desk: Desk,
  ticket: string,
  { name, relay = null }: { name?: string | undefined; relay?: string | null } = {},
): Promise<Code | null> {
  leaveField();
  try {
    if (name !== undefined) await desk.order('call', { name });
    await desk.joining.begin(plainTicket(ticket), relay);
    return null;
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return reason.code;
  }
}

/** Waits for the session no longer. */
export function giveUpJoining(desk: Desk): void {
  void desk.joining.giveUp();
}

/** A ticket as it was given out: mails and chats break lines and add spaces. */
export function plainTicket(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Letting in by a PIN, and coming in by one. */
import type { Code } from '../../link/error-codes';
import type { DeskActs, Newcomer, SessionNearby } from '../../gen/desk';
import type { DeskActName } from '../../link/messages';
import type { Desk } from '../../state/desk/desk';
import { leaveField } from './leave-field';
import { answered } from './share-board';

/** Gives out a PIN, in the place of the one before, or ends it. Resolves with the code of why not. */
export function givePin(desk: Desk, on: boolean): Promise<Code | null> {
  return done(desk, 'pin', { on });
}

/** Whether newcomers wait for the facilitator's word. */
export function askAboutNewcomers(desk: Desk, asks: boolean): Promise<Code | null> {
  return done(desk, 'pin', { asks });
}

/** Lets somebody in who waits, or turns them away. */
export async function decideAbout(desk: Desk, { id }: Newcomer, admit: boolean): Promise<void> {
  await desk.ask('admit', { newcomer: id, admit });
}

/** A ticket for a session nearby, or the code of why there is none. */
export async function knock(
  desk: Desk,
  { id }: SessionNearby,
  pin: string,
  name: string,
): Promise<{ readonly ticket: string } | { readonly code: Code }> {
  leaveField();
  // The facilitator may be asked about them by their name.
  const code = await done(desk, 'call', { name });
  return code === null ? answered(desk, 'knock', { session: id, pin }) : { code };
}

async function done<Name extends DeskActName>(
  desk: Desk,
  name: Name,
  asked: DeskActs[Name]['asked'],
): Promise<Code | null> {
  const answer = await answered(desk, name, asked);
  return 'code' in answer ? answer.code : null;
}

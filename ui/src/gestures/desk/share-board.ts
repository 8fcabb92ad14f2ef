/** Letting other machines take part in the open board. */
import type { Code } from '../../link/error-codes';
import type { Role } from '../../gen/messages';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';

/** A ticket, or the code of why there is none. */
export type TicketAnswer = { readonly ticket: string } | { readonly code: Code };

/** Sharing began, and whether its relay answers; or the code of why it did not. */
export type ShareAnswer = { readonly relayMet: boolean | null } | { readonly code: Code };

/** This machine hosts the open board from now on, for other networks too if there is a relay, and its person is called so. */
export async function shareBoard(
  desk: Desk,
  name: string,
  { relay, isNamed }: Sharing,
): Promise<ShareAnswer> {
  if (!isNamed || name !== desk.greeting?.name) {
    const called = await answered(desk, 'call', { name });
    if ('code' in called) return { code: called.code };
  }
  return answered(desk, 'share', relay === null ? {} : { relay });
}

/** What is known before sharing: whether the person here was asked for a name, and the relay of the last time. */
export interface Sharing {
  readonly isNamed: boolean;
  /** An address, `public`, or none. */
  readonly relay: string | null;
}

export async function sharing(desk: Desk): Promise<Sharing> {
  const known = await answered(desk, 'sharing', {});
  return 'code' in known ? { isNamed: false, relay: null } : known;
}

/** What lets another machine in as that. */
export function ticketFor(desk: Desk, role: Role): Promise<TicketAnswer> {
  return answered(desk, 'ticket', { role });
}

/** A ticket in the place of all that were given out for a role. Who is in stays in. */
export function renewTicket(desk: Desk, role: Role): Promise<TicketAnswer> {
  return answered(desk, 'renew', { role });
}

/** Whether the system keeps this machine awake; `null` when it hosts nothing, or cannot be asked. */
export async function isKeptAwake(desk: Desk): Promise<boolean | null> {
  const answer = await answered(desk, 'awake', {});
  return 'isKept' in answer ? answer.isKept : null;
}

/** Ends this machine's part in the session. The board stays. Gives the code of why not. */
export async function stopSharing(desk: Desk): Promise<Code | null> {
  const ended = await answered(desk, 'unshare', {});
  return 'code' in ended ? ended.code : null;
}

/** Letting other machines take part in the open board. */
import type { Code } from '../../link/error-codes';
import { Refused } from '../../link/conversation';
import type { ParticipantId } from '../../gen/board';
import type { DeskActs, GuestLinks, RoomCheck } from '../../gen/desk';
import type { DeskActName, GuestRole } from '../../link/messages';
import type { Role } from '../../gen/messages';
import type { Desk } from '../../state/desk/desk';

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

/** Gives a member another role. When it is refused, a notice says why. */
export async function assignRole(desk: Desk, participant: ParticipantId, role: Role): Promise<void> {
  await desk.ask('assign', { participant, role });
}

/** Removes somebody; with `erase` their notes and comments, too, which is one step of undo. */
export async function removePerson(desk: Desk, participant: ParticipantId, erase: boolean): Promise<void> {
  await desk.ask('assign', { participant, role: null, erase });
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

/** Begins the check whether other devices get here, or asks how it stands; or the code of why not. */
export function checkRoom(desk: Desk): Promise<RoomCheck | { readonly code: Code }> {
  return answered(desk, 'check', { on: true });
}

/** Ends it. */
export async function endCheck(desk: Desk): Promise<void> {
  await answered(desk, 'check', { on: false });
}

/** How it stands with people without the app, or the code of why it is not known. */
export type GuestAnswer = GuestLinks | { readonly code: Code };

/** Whether guests may come, and by which links. */
export function guestLinks(desk: Desk): Promise<GuestAnswer> {
  return answered(desk, 'guests', {});
}

/** Lets guests come in, or ends the pages of all of them. */
export function admitGuests(desk: Desk, on: boolean): Promise<GuestAnswer> {
  return answered(desk, 'guests', { on });
}

/** Links in the place of those that were given out for a role. Who is in stays in. */
export function renewGuestLinks(desk: Desk, role: GuestRole): Promise<GuestAnswer> {
  return answered(desk, 'renewGuests', { role });
}

/** An act whose refusal is shown where it was asked for, as its code, and not as a notice. */
export async function answered<Name extends DeskActName>(
  desk: Desk,
  name: Name,
  asked: DeskActs[Name]['asked'],
): Promise<DeskActs[Name]['answer'] | { readonly code: Code }> {
  try {
    return await desk.order(name, asked);
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return { code: reason.code };
  }
}

/** People without the app: whether they may come in, and by which links. */
import type { GuestLinks } from '../../gen/desk';
import type { Code } from '../../link/error-codes';
import type { GuestRole } from '../../link/messages';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';

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

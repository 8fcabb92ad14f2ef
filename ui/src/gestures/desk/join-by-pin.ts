/** Coming in by a PIN. */
import type { SessionNearby } from '../../gen/desk';
import type { Code } from '../../link/error-codes';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';
import { leaveField } from './leave-field';

/** A ticket for a session nearby, or the code of why there is none. */
export async function knock(
  desk: Desk,
  { id }: SessionNearby,
  pin: string,
  name: string,
): Promise<{ readonly ticket: string } | { readonly code: Code }> {
  leaveField();
  // The facilitator may be asked about them by their name.
  const called = await answered(desk, 'call', { name });
  return 'code' in called ? { code: called.code } : answered(desk, 'knock', { session: id, pin });
}

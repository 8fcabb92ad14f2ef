/** The check before a workshop whether other devices get here. */
import type { RoomCheck } from '../../gen/desk';
import type { Code } from '../../link/error-codes';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';

/** Begins the check whether other devices get here, or asks how it stands; or the code of why not. */
export function checkRoom(desk: Desk): Promise<RoomCheck | { readonly code: Code }> {
  return answered(desk, 'check', { on: true });
}

/** Ends it. */
export async function endCheck(desk: Desk): Promise<void> {
  await answered(desk, 'check', { on: false });
}

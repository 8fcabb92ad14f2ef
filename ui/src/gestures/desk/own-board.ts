/** Whose the open board is, and whose machines may host it. */
import type { Code } from '../../link/error-codes';
import type { Desk } from '../../state/desk/desk';
import { answered } from './answered';

/** The owner's recovery code, or the code of why it is not to be had here. */
export function ownerCode(desk: Desk): Promise<{ readonly recovery: string } | { readonly code: Code }> {
  return answered(desk, 'ownerCode', {});
}

/** Makes this machine the owner's. Gives the code of why not. */
export async function recoverBoard(desk: Desk, recovery: string): Promise<Code | null> {
  const answer = await answered(desk, 'recover', { recovery });
  return 'code' in answer ? answer.code : null;
}

/** Whether participants' machines may host while no facilitator is there; `null` when that cannot be told. */
export async function caretakers(desk: Desk, mayHost?: boolean): Promise<boolean | null> {
  const answer = await answered(desk, 'caretakers', mayHost === undefined ? {} : { mayHost });
  return 'code' in answer ? null : answer.mayHost;
}

/** Acts of the desk that are answered where they were asked for. */
import type { DeskActs } from '../../gen/desk';
import { Refused } from '../../link/conversation';
import type { Code } from '../../link/error-codes';
import type { DeskActName } from '../../link/messages';
import type { Desk } from '../../state/desk/desk';

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

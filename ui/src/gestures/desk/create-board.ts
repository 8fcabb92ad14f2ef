import type { Code } from '../../link/error-codes';
import { Refused } from '../../link/conversation';
import type { Pattern } from '../../link/messages';
import type { Desk } from '../../state/desk/desk';

/** Makes a board in the library and opens it. Resolves with the code of why it could not be made, or `null`. */
export async function createBoard(desk: Desk, pattern: Pattern, title: string): Promise<Code | null> {
  const name = title.trim();
  try {
    const created = await desk.order('create', { ...pattern, ...(name === '' ? {} : { title: name }) });
    await desk.open(created.path);
    return null;
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return reason.code;
  }
}

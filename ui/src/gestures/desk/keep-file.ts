/** Where files go that a desk writes. */
import type { Code } from '../../link/error-codes';
import { Refused } from '../../link/conversation';
import type { Chosen, LooseFile } from '../../gen/desk';
import type { Desk } from '../../state/desk/desk';

/** Takes the bytes where there is no file dialog. */
export type Keep = (file: LooseFile) => void;

/** How writing ended: written, given up in the file dialog, or the code of why it failed. */
export type Written = 'written' | 'given up' | { readonly code: Code };

/** Waits for a file, gives loose bytes to `keep`, and tells where the file is. */
export async function keepFile(
  desk: Desk,
  writing: Promise<Chosen | LooseFile>,
  keep: Keep,
): Promise<Written> {
  try {
    const written = await writing;
    if ('base64' in written) {
      keep(written);
      desk.notices.tell({ wrote: written.name });
    } else if (written.path === null) return 'given up';
    else desk.notices.tell({ wrote: written.path });
    return 'written';
  } catch (reason) {
    if (!(reason instanceof Refused)) throw reason;
    return { code: reason.code };
  }
}

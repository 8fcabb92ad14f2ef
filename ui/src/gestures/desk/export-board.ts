import { Refused } from '../../link/conversation';
import type { ExportOrder, LooseFile } from '../../link/desk-messages';
import type { Desk } from '../../state/desk';

/** How an export ended: written, given up in the file dialog, or the code of why it failed. */
export type Exported = 'written' | 'given up' | { readonly code: string };

/** Writes the open board, or a part of it, as a file. `keep` takes the bytes where there is no file dialog. */
export async function exportBoard(
  desk: Desk,
  order: ExportOrder,
  keep: (file: LooseFile) => void,
): Promise<Exported> {
  try {
    const written = await desk.order('export', order);
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

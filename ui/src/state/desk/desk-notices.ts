/** What a person should know about boards as a whole, until it is read: the view makes sentences of it. */
import type { Code } from '../../link/error-codes';
import type { KeptElsewhere } from '../../gen/messages';
import { Topic } from '../topic';

export type DeskNews =
  /** Something was refused, by the code of the contracts. */
  | { readonly refused: Code }
  /** A file was not imported: its name, the line, the reason and what to do. */
  | { readonly unread: string }
  /** A file was imported in an encoding that was guessed. */
  | { readonly guessed: string }
  /** The keys of the library with this file are new, though it holds boards. */
  | { readonly newKeys: string }
  /** This machine is out of the session, by the code of the contracts. */
  | { readonly out: Code }
  /** What was written here does not come in any more, and is the board of this title. */
  | { readonly apart: string }
  /** The open board’s file was taken away; everything is in another one. */
  | { readonly kept: KeptElsewhere; readonly board: string }
  /** A board went to the deleted ones, from where `path` can be restored. */
  | { readonly deleted: string; readonly path: string | null }
  /** A board elsewhere is not listed any more; its file stays. */
  | { readonly forgotten: string; readonly path: string }
  /** A board stopped by itself; what was written is kept. */
  | { readonly stopped: string }
  | { readonly erased: string }
  | { readonly restored: string }
  /** A file was written there; without a folder the browser put it where it puts downloads. */
  | { readonly wrote: string };

export type DeskNotice = { readonly id: number; readonly news: DeskNews };

/** Most notices that stand beside each other; older ones go. */
const MOST = 3;

export class DeskNotices {
  readonly changed = new Topic();
  private count = 0;
  private open: readonly DeskNotice[] = [];

  get all(): readonly DeskNotice[] {
    return this.open;
  }

  /** Shows news; the same news is not shown twice. */
  tell(news: DeskNews): void {
    const text = JSON.stringify(news);
    const others = this.open.filter((notice) => JSON.stringify(notice.news) !== text);
    this.open = [...others, { id: ++this.count, news }].slice(-MOST);
    this.changed.touch();
  }

  dismiss(id: number): void {
    this.open = this.open.filter((notice) => notice.id !== id);
    this.changed.touch();
  }
}
